/** Events over time: bars for the slider. Days are counted from 1970-01-01. */

import type { EventRow } from './types';

const DAY_MS = 86_400_000;

/** Most bars: more would be narrower than a finger or a mouse can choose. */
const MOST_BARS = 120;

export type Grain = 'day' | 'week' | 'month' | 'year';

const GRAINS: readonly Grain[] = ['day', 'week', 'month', 'year'];

/** A bar: its days from `first` to before `next`, and how many events of each family lie there. */
export interface Bar {
  first: string;
  next: string;
  total: number;
  byFamily: number[];
}

export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

export function dateOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The first day of the bar that holds `date`. */
export function floor(date: string, grain: Grain): string {
  switch (grain) {
    case 'day':
      return date;
    case 'week': {
      const number = dayNumber(date);
      // Day 0 was a Thursday: Monday is three days before.
      return dateOf(number - ((((number + 3) % 7) + 7) % 7));
    }
    case 'month':
      return `${date.slice(0, 7)}-01`;
    case 'year':
      return `${date.slice(0, 4)}-01-01`;
  }
}

/** The first day of the bar after that of `date`. */
export function after(date: string, grain: Grain): string {
  const first = floor(date, grain);
  if (grain === 'day') return dateOf(dayNumber(first) + 1);
  if (grain === 'week') return dateOf(dayNumber(first) + 7);
  // 32 and 366 days on lie in the next month and year, whatever their lengths.
  return floor(dateOf(dayNumber(first) + (grain === 'month' ? 32 : 366)), grain);
}

/** The finest grain that needs no more than [`MOST_BARS`] bars. */
export function grainFor(first: string, last: string, most = MOST_BARS): Grain {
  const length = dayNumber(last) - dayNumber(first) + 1;
  const fits = { day: 1, week: 7, month: 28, year: 365 };
  return GRAINS.find((grain) => length / fits[grain] <= most) ?? 'year';
}

/** Bars from the first to the last event; events without a date are in none. */
export function histogram(
  events: readonly EventRow[],
  familyOf: (event: EventRow) => number,
  families: number,
): { bars: Bar[]; grain: Grain } {
  const dates = events.flatMap((event) => event.start ?? event.end ?? []).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { bars: [], grain: 'day' };
  const grain = grainFor(first, last);
  const bars = empty(first, last, grain, families);
  const at = new Map(bars.map((bar) => [bar.first, bar]));
  for (const event of events) {
    const date = event.start ?? event.end;
    const bar = date === null ? undefined : at.get(floor(date, grain));
    if (bar === undefined) continue;
    bar.total += 1;
    const family = familyOf(event);
    bar.byFamily[family] = (bar.byFamily[family] ?? 0) + 1;
  }
  return { bars, grain };
}

function empty(first: string, last: string, grain: Grain, families: number): Bar[] {
  const bars: Bar[] = [];
  for (let start = floor(first, grain); start <= last; start = after(start, grain)) {
    bars.push({ first: start, next: after(start, grain), total: 0, byFamily: new Array<number>(families).fill(0) });
  }
  return bars;
}
