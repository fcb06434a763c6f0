/** The ground under the events: countries, divisions, rivers and names, all from the page's files. */

import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import nearUrl from 'world-atlas/countries-10m.json?url';
import farUrl from 'world-atlas/countries-50m.json?url';
import divisionsUrl from '../basemap/divisions.topo.json?url';
import waterUrl from '../basemap/water.geo.json?url';
import { THEMES, type Theme } from '../palette';
import { unrolled } from './antimeridian';

/** Zoom from which divisions and finer borders are drawn: before, they are a tangle. */
export const NEAR_ZOOM = 3.5;

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

export const FONT = ['Noto Sans', 'Noto Sans Arabic', 'sans-serif'];

const SOURCES = [
  'land', 'borders', 'divisions', 'rivers', 'lakes', 'countries-names', 'divisions-names',
] as const;
type SourceName = (typeof SOURCES)[number];

export type Ground = Record<SourceName, FeatureCollection>;

/** A style with empty sources: the map stands at once and its ground comes when it is loaded. */
export function style(theme: Theme): StyleSpecification {
  const sources = Object.fromEntries(
    SOURCES.map((name) => [name, { type: 'geojson' as const, data: EMPTY, tolerance: 0.2 }]),
  );
  return { version: 8, sources, layers: layers(THEMES[theme]) };
}

function layers(colour: Record<string, string>): LayerSpecification[] {
  const { land, water } = colour as { land: string; water: string };
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': water } },
    { id: 'land', source: 'land', type: 'fill', paint: { 'fill-color': land } },
    { id: 'lakes', source: 'lakes', type: 'fill', paint: { 'fill-color': water } },
    line('rivers', 2, {
      'line-color': colour['river'],
      'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.4, 6, 1.2, 10, 3.2],
    }),
    line('divisions', NEAR_ZOOM, {
      'line-color': colour['division'],
      'line-dasharray': [3, 2],
      'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.5, 6, 1, 9, 1.4],
    }),
    line('borders', 0, {
      'line-color': colour['border'],
      'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.5, 8, 1.8],
    }),
    names('divisions-names', 4.5, [5, 10, 9, 12.5], colour),
    names('countries-names', 1, [2, 10, 6, 15], colour),
  ];
}

function line(id: SourceName, minzoom: number, paint: Record<string, unknown>): LayerSpecification {
  const layout = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return { id, source: id, type: 'line', minzoom, paint, layout };
}

/** Names of areas; `sizes` are zoom, size, zoom, size. */
function names(
  id: SourceName,
  minzoom: number,
  sizes: number[],
  colour: Record<string, string>,
): LayerSpecification {
  return {
    id,
    source: id,
    type: 'symbol',
    minzoom,
    filter: ['<=', ['get', 'zoom'], ['zoom']],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], ...sizes] as never,
      'text-letter-spacing': 0.05,
      'text-max-width': 7,
      'symbol-sort-key': ['get', 'rank'],
      'text-padding': 6,
    },
    paint: {
      'text-color': colour['label'] as string,
      'text-halo-color': colour['land'] as string,
      'text-halo-width': 1.4,
    },
  };
}

/** The ground for far views: light, so that the first picture comes soon. */
export async function farGround(): Promise<Partial<Ground>> {
  const [countries, water] = await Promise.all([load<Countries>(farUrl), load<Water>(waterUrl)]);
  return {
    ...areas(countries),
    rivers: collection({ type: 'MultiLineString', coordinates: water.rivers }),
    lakes: collection({ type: 'MultiPolygon', coordinates: water.lakes }),
  };
}

/** What near views need beside: finer borders, divisions and their names. */
export async function nearGround(): Promise<Partial<Ground>> {
  const [countries, divisions] = await Promise.all([load<Countries>(nearUrl), load<Divisions>(divisionsUrl)]);
  return {
    ...areas(countries),
    divisions: collection(mesh(divisions, divisions.objects.borders)),
    'divisions-names': points(
      divisions.labels.map(([name, lon, lat, zoom]) => ({
        at: [lon, lat], name, rank: zoom, zoom: Math.max(4.5, zoom - 1.5),
      })),
    ),
  };
}

function areas(countries: Countries): Partial<Ground> {
  const shapes = unrolled(feature(countries, countries.objects.countries));
  return {
    land: shapes,
    borders: collection(mesh(countries, countries.objects.countries, (a, b) => a !== b)),
    'countries-names': points(shapes.features.flatMap(countryName)),
  };
}

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Divisions = Topology<{ borders: GeometryCollection }> & {
  labels: [string, number, number, number][];
};
interface Water {
  rivers: Position[][];
  lakes: Position[][][];
}

async function load<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the map data ${url} is missing`);
  return (await response.json()) as T;
}

function collection(geometry: Geometry): FeatureCollection {
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}

interface Label {
  at: Position;
  name: string;
  /** Labels of a lower rank are placed first. */
  rank: number;
  /** Zoom from which it is shown. */
  zoom: number;
}

function points(labels: Label[]): FeatureCollection {
  const features = labels.map(({ at, ...properties }): Feature => (
    { type: 'Feature', properties, geometry: { type: 'Point', coordinates: at } }
  ));
  return { type: 'FeatureCollection', features };
}

/** A country's name in the middle of its largest part, large countries first. */
function countryName({ geometry, properties }: Feature<Geometry | null, { name: string }>): Label[] {
  const rings =
    geometry?.type === 'Polygon' ? [geometry.coordinates[0]]
    : geometry?.type === 'MultiPolygon' ? geometry.coordinates.map((polygon) => polygon[0])
    : [];
  const sized = rings.flatMap((ring) => (ring ? [centre(ring)] : []));
  const largest = sized.sort((a, b) => b.area - a.area)[0];
  if (!largest) return [];
  // A square degree needs about zoom 5 before its name fits into it.
  const zoom = Math.max(1, 4.8 - Math.log2(Math.max(0.05, largest.area)) / 2);
  return [{ at: largest.at, name: properties.name, rank: -largest.area, zoom }];
}

/** Area and centre of gravity of a ring, in square degrees: enough to place a name. */
export function centre(ring: readonly Position[]): { area: number; at: Position } {
  let [area, x, y] = [0, 0, 0];
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [x0 = 0, y0 = 0] = ring[index] as Position;
    const [x1 = 0, y1 = 0] = ring[index + 1] as Position;
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  const at = area === 0 ? (ring[0] ?? [0, 0]) : [x / (6 * area), y / (6 * area)];
  return { area: Math.abs(area), at };
}
