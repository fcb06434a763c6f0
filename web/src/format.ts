/** Days, numbers and codes in words. Nothing here depends on the browser's language or clock. */

import { countryName } from './countries';
import type { Assertion, EventQuantity, PlacePrecision, Place, TimePrecision } from './types';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2019-03-08` as `8 Mar 2019`. */
export function day(date: string): string {
  const [year, month, number] = date.split('-');
  return `${Number(number)} ${MONTHS[Number(month) - 1] ?? '?'} ${year}`;
}

/**
 * A span of days no finer than what is known: `Dec 2018`, `8–10 Mar 2019`, `date not known`. Where
 * one end alone is known it is told as the bound that it is: `by 20 May 2025`, `since 3 Jan 2024`.
 */
export function days(start: string | null, end: string | null, precision: TimePrecision): string {
  if (start === null) return end === null ? 'date not known' : `by ${day(end)}`;
  if (end === null && precision !== 'day') return `since ${day(start)}`;
  const [first, last] = [start, end ?? start];
  if (precision === 'year' && first.slice(0, 4) === last.slice(0, 4)) return first.slice(0, 4);
  if (precision === 'month' && first.slice(0, 7) === last.slice(0, 7)) return day(first).replace(/^\d+ /, '');
  if (first === last) return precision === 'day' ? day(first) : `about ${day(first)}`;
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${day(last)}`;
  return `${day(first)} – ${day(last)}`;
}

/** A count with its bounds: `at least 40`, `2`, `20 to 30`. */
export function amount({ low, best, high }: Pick<EventQuantity, 'low' | 'best' | 'high'>): string {
  if (low !== null && high !== null) {
    if (low === high) return number(low);
    return best !== null && best !== low && best !== high
      ? `${number(low)} to ${number(high)}, about ${number(best)}`
      : `${number(low)} to ${number(high)}`;
  }
  if (low !== null) return `at least ${number(low)}`;
  if (high !== null) return `at most ${number(high)}`;
  return best !== null ? `perhaps ${number(best)}, told vaguely` : 'number not told';
}

/** A code of the data as words: `explosive_hazard` as `explosive hazard`. */
export function plain(code: string): string {
  return code.replaceAll('_', ' ').replaceAll('-', ' ');
}

/** Classes of weapons that are written in capitals. */
const INITIALS = new Set(['ied', 'uxo', 'vbied', 'suv', 'rpg']);

/** A class of weapon or vehicle as words. */
export function means(code: string): string {
  return INITIALS.has(code) ? code.toUpperCase() : plain(code);
}

/** First letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A count with its thousands parted. */
export function number(count: number): string {
  return count.toLocaleString('en-GB');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Divisions and country of a place, small to large. */
export function parents(place: Place): string {
  const names = [place.admin2, place.admin1, place.country && countryName(place.country)];
  return names.filter((name): name is string => name !== null && name !== place.name).join(', ');
}

const PRECISION: Record<PlacePrecision, string> = {
  exact: 'at the place named',
  near: 'near the place named',
  admin2: 'somewhere in the district',
  admin1: 'somewhere in the province or region',
  country: 'somewhere in the country',
  unknown: 'place not known',
};

export function placePrecision(precision: PlacePrecision): string {
  return PRECISION[precision];
}

const BASIS: Record<string, string> = {
  stated: 'the text gives the date',
  relative: 'counted from the report’s own date',
  publication: 'only the publication date is known: not later than this',
  unknown: 'the text does not tell',
};

/** How the time of a claim is known. */
export function timeBasis(basis: string): string {
  return BASIS[basis] ?? plain(basis);
}

const PUBLISHED: Record<string, string> = {
  given: 'given with the report',
  structured_data: 'from the page’s structured data',
  meta: 'from the page’s metadata',
  time_tag: 'from a date element of the page',
  url: 'from the page’s address',
  dateline: 'from the dateline',
  visible_text: 'from the page’s text',
  archive: 'day of archiving: published no later',
};

const RULES: Record<string, string> = {
  only: 'the only number told',
  'newest-cumulative': 'the newest running total',
  majority: 'the number of most reports',
  'highest-lower-bound': 'reports differ: the highest number, and the range of all',
};

/** How a number was chosen among those of the claims. */
export function countRule(rule: string): string {
  const plainly = rule.replace(/-alleged$/, '');
  const words = RULES[plainly] ?? plain(plainly);
  return plainly === rule ? words : `${words}, alleged by one side`;
}

/** Where a publication date was read. */
export function publishedBasis(basis: string): string {
  return PUBLISHED[basis] ?? plain(basis);
}

interface AssertionWords {
  label: string;
  meaning: string;
  happened: boolean;
}

const ASSERTIONS: Record<Assertion, AssertionWords> = {
  realized: { label: 'Reported as done', meaning: 'told as having happened', happened: true },
  ongoing: { label: 'Under way', meaning: 'told as happening and not finished', happened: true },
  alleged: { label: 'Alleged', meaning: 'claimed by one side and marked as a claim', happened: false },
  planned: { label: 'Planned', meaning: 'intended, ordered or announced; not told as done', happened: false },
  conditional: { label: 'Conditional', meaning: 'possible or dependent on something; not told as done', happened: false },
  denied: { label: 'Denied', meaning: 'told as not having happened', happened: false },
  historical: { label: 'Background', meaning: 'recalled from long before the report', happened: false },
};

/** In the order in which the page lists them. */
export const ASSERTION_ORDER = Object.keys(ASSERTIONS) as Assertion[];

export function assertion(value: Assertion): AssertionWords {
  return ASSERTIONS[value];
}

const FACETS: Record<string, string> = {
  control: 'Control',
  explosive_hazard: 'Mines and explosives',
  people: 'People',
  aid_access: 'Aid access',
  services: 'Services',
};

export function facet(code: string): string {
  return FACETS[code] ?? capital(plain(code));
}
