/** Which events are shown, and how many there are of each kind. All of it is pure. */

import { countryName } from './countries';
import type { Assertion, EventRow } from './types';

/** What the user left in. Empty sets and texts exclude nothing. */
export interface Filters {
  /** Happenings left out. */
  hidden: ReadonlySet<string>;
  /** Assertions left out. */
  unasserted: ReadonlySet<Assertion>;
  /** Part of a place's name. */
  place: string;
  since: string | null;
  until: string | null;
  /** Whether events without a date stay while a range of days is chosen. */
  undated: boolean;
  /** Least certainty, 0 to 1. */
  certainty: number;
  /** Only events that the map cannot show. */
  unplaced: boolean;
}

export const NO_FILTERS: Filters = {
  hidden: new Set(),
  unasserted: new Set(),
  place: '',
  since: null,
  until: null,
  undated: true,
  certainty: 0,
  unplaced: false,
};

export type Order = 'newest' | 'oldest' | 'certain' | 'reports' | 'place';

/** The parts of the filters, so that one may be left out when its own counts are made. */
export type Part = 'happening' | 'assertion' | 'place' | 'time' | 'certainty' | 'unplaced';

/** Whether an event passes all parts of the filters but `except`. */
export function passes(event: EventRow, filters: Filters, except?: Part): boolean {
  return (
    (except === 'happening' || !filters.hidden.has(event.happening)) &&
    (except === 'assertion' || !filters.unasserted.has(event.assertion)) &&
    (except === 'place' || atPlace(event, filters.place)) &&
    (except === 'time' || inTime(event, filters)) &&
    (except === 'certainty' || event.certainty >= filters.certainty) &&
    (except === 'unplaced' || !filters.unplaced || !onMap(event))
  );
}

/** Whether the map can show an event: a country's middle is no place for it. */
export function onMap(event: EventRow): boolean {
  return event.place !== null && event.place.precision !== 'country' && event.place.precision !== 'unknown';
}

function inTime(event: EventRow, { since, until, undated }: Filters): boolean {
  if (since === null && until === null) return true;
  const first = event.start ?? event.end;
  if (first === null) return undated;
  const last = event.end ?? first;
  return (since === null || last >= since) && (until === null || first <= until);
}

function atPlace(event: EventRow, text: string): boolean {
  const wanted = fold(text);
  return wanted === '' || placeNames(event).some((name) => fold(name).includes(wanted));
}

/** Every name under which an event's place may be looked for. */
function placeNames({ place }: EventRow): string[] {
  if (place === null) return [];
  const { name, admin1, admin2, country } = place.place;
  const along = place.shape.form === 'stretch'
    ? [place.shape.from, ...place.shape.covers, place.shape.to].map((settlement) => settlement.name)
    : [];
  return [name, admin1, admin2, country, country && countryName(country), ...along].filter((part): part is string => part !== null);
}

/** Lower case, without accents and apostrophes: `Ash Sha’fah` is found by `shafah`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼʿʾ`]/gu, '')
    .replace(/[\s\-–]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Events per value of `key`, leaving out none: used for the counts beside the filters. */
export function countBy<K>(events: readonly EventRow[], key: (event: EventRow) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const event of events) counts.set(key(event), (counts.get(key(event)) ?? 0) + 1);
  return counts;
}

/** A copy in order; ties by identity, so that the order is always the same. */
export function ordered(events: readonly EventRow[], order: Order): EventRow[] {
  const compare = COMPARE[order];
  return [...events].sort((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1));
}

const dayOf = (event: EventRow) => event.start ?? event.end;

function byDay(a: EventRow, b: EventRow, sign: number): number {
  const [left, right] = [dayOf(a), dayOf(b)];
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -sign : sign;
}

const COMPARE: Record<Order, (a: EventRow, b: EventRow) => number> = {
  newest: (a, b) => byDay(a, b, -1),
  oldest: (a, b) => byDay(a, b, 1),
  certain: (a, b) => b.certainty - a.certainty,
  reports: (a, b) => b.reports - a.reports || byDay(a, b, -1),
  place: (a, b) => placeName(a).localeCompare(placeName(b), 'en') || byDay(a, b, -1),
};

/** Events without a place come last. */
const placeName = (event: EventRow) => event.place?.place.name ?? '\u{10ffff}';
