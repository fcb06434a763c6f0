/**
 * Areas that cross the date line, for a flat map.
 *
 * The basemap's rings jump from 180° to −180° there, as is right on a globe; on a flat map the jump
 * would be a line around the world. A ring is unrolled instead: it goes on beyond 180°, and the map
 * draws what lies there on its other side.
 */

import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

/** The southern edge of the map: Web Mercator ends a little beyond. */
const SOUTH = -85.5;

/** The same areas with all rings unrolled. */
export function unrolled<P>(areas: FeatureCollection<Geometry, P>): FeatureCollection<Geometry, P> {
  const flat = (feature: Feature<Geometry, P>) => ({ ...feature, geometry: unrolledGeometry(feature.geometry) });
  return { ...areas, features: areas.features.map(flat) };
}

function unrolledGeometry(geometry: Geometry): Geometry {
  switch (geometry?.type) {
    case 'Polygon':
      return { ...geometry, coordinates: geometry.coordinates.map(unrolledRing) };
    case 'MultiPolygon':
      return { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(unrolledRing)) };
    default:
      return geometry;
  }
}

/** A ring without jumps. One that goes around the pole is closed along the map's southern edge. */
export function unrolledRing(ring: readonly Position[]): Position[] {
  let turns = 0;
  const flat = ring.map(([lon = 0, lat = 0], index): Position => {
    const before = ring[index - 1]?.[0] ?? lon;
    if (lon - before > 180) turns -= 1;
    else if (lon - before < -180) turns += 1;
    return [lon + 360 * turns, lat];
  });
  const [first, last] = [flat[0], flat.at(-1)];
  if (turns === 0 || !first || !last) return flat;
  return [...flat, [last[0] as number, SOUTH], [first[0] as number, SOUTH], first];
}
