/** Events as what the map draws: points, stretches, circles and villages. All of it is pure. */

import type { Feature, FeatureCollection, Position } from 'geojson';
import { onMap } from '../filter';
import { assertion } from '../format';
import type { EventPlace, EventRow, Place } from '../types';

/** Events of one place lie around it on a spiral, this many pixels apart. */
const SPACING = 12;
/** The golden angle spreads any number of points evenly. */
const TURN = Math.PI * (3 - Math.sqrt(5));
/** Size of the names of villages, in pixels. */
export const NAME_SIZE = 12.5;
/** Corners of a drawn circle: smooth at any size that the screen shows. */
const CORNERS = 72;

const EARTH_RADIUS_KM = 6371.0088;

type Placed = EventRow & { place: EventPlace };

export interface Drawn {
  events: FeatureCollection;
  stretches: FeatureCollection;
  circles: FeatureCollection;
  places: FeatureCollection;
}

export const NOTHING: Drawn = {
  events: collection([]),
  stretches: collection([]),
  circles: collection([]),
  places: collection([]),
};

/** What the map draws for these events; those without a place that can be shown are left out. */
export function drawn(
  events: readonly EventRow[],
  familyOf: (event: EventRow) => number,
): Drawn {
  const shown = events.filter((event): event is Placed => onMap(event));
  return {
    events: collection(spread(shown).map(({ event, slot }) => point(event, slot, familyOf(event)))),
    stretches: collection(shown.flatMap((event) => stretch(event, familyOf(event)))),
    circles: collection(shown.flatMap((event) => circle(event, familyOf(event)))),
    places: collection(villages(shown)),
  };
}

/** Size of an event's symbol by its certainty, 0 to 1: its area grows with certainty. */
export function scale(certainty: number): number {
  return 0.55 + 0.45 * Math.sqrt(Math.min(1, Math.max(0, certainty)));
}

/** Gives every event of a place its own slot, the most certain in the middle; see [`SLOTS`]. */
function spread(events: readonly Placed[]): { event: Placed; slot: number }[] {
  const groups = new Map<string, Placed[]>();
  for (const event of events) {
    const { lat, lon } = event.place.place.point;
    const group = groups.get(`${lat},${lon}`);
    if (group) group.push(event);
    else groups.set(`${lat},${lon}`, [event]);
  }
  return [...groups.values()].flatMap((group) =>
    group
      .sort((a, b) => b.certainty - a.certainty || (a.id < b.id ? -1 : 1))
      .map((event, index) => ({ event, slot: group.length === 1 ? -1 : index % SLOTS.length })),
  );
}

/**
 * Offsets around a place in pixels. Beyond so many events of one place they lie over each other;
 * the list has them all. They stand in the style, not in the features: the map turns arrays of
 * features into text when it looks up what lies under the pointer.
 */
export const SLOTS: readonly Position[] = Array.from({ length: 60 }, (_, index) => {
  const radius = SPACING * Math.sqrt(index + 0.6);
  return [Math.round(Math.cos(index * TURN) * radius), Math.round(Math.sin(index * TURN) * radius)];
});

function point(event: Placed, slot: number, family: number): Feature {
  const { place, precision } = event.place;
  return feature(
    { type: 'Point', coordinates: position(place) },
    {
      id: event.id,
      family,
      icon: `${family}-${event.assertion}`,
      size: scale(event.certainty),
      slot,
      happened: assertion(event.assertion).happened ? 1 : 0,
      wide: precision === 'admin1' || precision === 'admin2',
    },
  );
}

function stretch(event: Placed, family: number): Feature[] {
  const { shape } = event.place;
  if (shape.form !== 'stretch') return [];
  const along = [shape.from, ...shape.covers, shape.to].map(position);
  return [feature({ type: 'LineString', coordinates: along }, drawnAs(event, family))];
}

function circle(event: Placed, family: number): Feature[] {
  const { place, shape } = event.place;
  if (shape.form !== 'around') return [];
  const ring = ringAround(position(place), shape.radius_km);
  return [feature({ type: 'Polygon', coordinates: [ring] }, drawnAs(event, family))];
}

function drawnAs(event: EventRow, family: number) {
  return { id: event.id, family, happened: assertion(event.assertion).happened };
}

/** A closed ring of points `radius` kilometres around a point; near the poles it is cut. */
export function ringAround([lon = 0, lat = 0]: Position, radius: number): Position[] {
  const north = ((radius / EARTH_RADIUS_KM) * 180) / Math.PI;
  const east = north / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = ((corner % CORNERS) / CORNERS) * 2 * Math.PI;
    const y = Math.max(-85, Math.min(85, lat + north * Math.sin(angle)));
    return [lon + east * Math.cos(angle), y];
  });
}

/** Every settlement that an event names, once; those with most events come first for labels. */
function villages(events: readonly Placed[]): Feature[] {
  const found = new Map<string, { place: Place; count: number; symbols: number }>();
  for (const event of events) {
    for (const place of named(event)) {
      const known = found.get(place.id) ?? { place, count: 0, symbols: 0 };
      known.count += 1;
      known.symbols += place.id === event.place.place.id ? 1 : 0;
      found.set(place.id, known);
    }
  }
  return [...found.values()].map(({ place, count, symbols }) =>
    feature(
      { type: 'Point', coordinates: position(place) },
      { id: place.id, name: place.name, rank: -count, lift: lift(symbols) },
    ),
  );
}

/** How far from its place a name stands, in sizes of its letters, to clear so many symbols. */
function lift(symbols: number): number {
  const radius = symbols === 0 ? 4 : symbols === 1 ? 11 : SPACING * Math.sqrt(symbols) + 11;
  return radius / NAME_SIZE;
}

function named({ place: { place, precision, shape } }: Placed): Place[] {
  if (precision === 'admin1' || precision === 'admin2') return [];
  return shape.form === 'stretch' ? [shape.from, ...shape.covers, shape.to] : [place];
}

/** West, south, east and north of what is drawn, or `null` for nothing. */
export function bounds({ events, stretches }: Drawn): [number, number, number, number] | null {
  const all = [...events.features, ...stretches.features].flatMap(({ geometry }) => {
    if (geometry.type === 'Point') return [geometry.coordinates];
    return geometry.type === 'LineString' ? geometry.coordinates : [];
  });
  if (all.length === 0) return null;
  const lons = all.map(([lon = 0]) => lon);
  const lats = all.map(([, lat = 0]) => lat);
  return [least(lons), least(lats), most(lons), most(lats)];
}

// `Math.min(...values)` would overflow the stack for tens of thousands of values.
const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);

const position = ({ point: { lon, lat } }: Place): Position => [lon, lat];

function feature(geometry: Feature['geometry'], properties: Record<string, unknown>): Feature {
  return { type: 'Feature', geometry, properties };
}

function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
