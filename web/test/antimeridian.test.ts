import { feature } from 'topojson-client';
import type { Position } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect, test } from 'vitest';
import far from 'world-atlas/countries-50m.json';
import near from 'world-atlas/countries-10m.json';
import { unrolled, unrolledRing } from '../src/map/antimeridian';

test('a ring that does not cross the date line stays as it is', () => {
  const ring = [[0, 0], [10, 0], [10, 10], [0, 0]];
  expect(unrolledRing(ring)).toEqual(ring);
});

test('a ring over the date line goes on beyond it and comes back', () => {
  expect(unrolledRing([[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]])).toEqual(
    [[170, 60], [190, 60], [190, 70], [170, 70], [170, 60]],
  );
  expect(unrolledRing([[-170, 60], [170, 60], [170, 70], [-170, 60]])).toEqual(
    [[-170, 60], [-190, 60], [-190, 70], [-170, 60]],
  );
});

test('a ring around the pole is closed along the edge', () => {
  const ring = unrolledRing([[0, -70], [120, -70], [-120, -70], [0, -70]]);
  expect(ring.slice(-4)).toEqual([[360, -70], [360, -85.5], [0, -85.5], [0, -70]]);
});

test.each([['far', far], ['near', near]])('no country of the %s ground reaches around the world', (_, topology) => {
  const known = topology as unknown as Topology<{ countries: GeometryCollection }>;
  const countries = unrolled(feature(known, known.objects.countries));
  for (const { geometry, properties } of countries.features) {
    const name = (properties as unknown as { name: string }).name;
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const ring of polygons.flat() as Position[][]) {
      const steps = ring.slice(1).map(([lon = 0], index) => Math.abs(lon - (ring[index]?.[0] ?? 0)));
      if (name !== 'Antarctica') expect(Math.max(...steps), name).toBeLessThan(180);
    }
  }
});
