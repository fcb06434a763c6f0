/** Events for tests: every field can be set, the rest is plain. */

import type { EventPlace, EventRow, Place } from '../src/types';

export function place(id: string, change: Partial<Place> = {}): Place {
  return {
    id,
    name: id,
    point: { lat: 34.5, lon: 40.9 },
    class: 'settlement',
    country: 'SYR',
    admin1: 'Deir ez-Zor',
    admin2: null,
    population: 0,
    ...change,
  };
}

export function at(where: Place, change: Partial<EventPlace> = {}): EventPlace {
  return { place: where, precision: 'exact', shape: { form: 'point' }, ...change };
}

export function event(id: string, change: Partial<EventRow> = {}): EventRow {
  return {
    id,
    happening: 'armed-clash',
    assertion: 'realized',
    summary: `event ${id}`,
    start: '2019-03-08',
    end: '2019-03-08',
    precision: 'day',
    place: at(place('Hajin')),
    certainty: 0.8,
    reports: 1,
    claims: 1,
    ...change,
  };
}
