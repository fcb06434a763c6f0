/** What the workbench's JSON holds. Offsets into text count UTF-16 units, as JavaScript does. */

export type Assertion =
  | 'realized'
  | 'ongoing'
  | 'planned'
  | 'conditional'
  | 'denied'
  | 'alleged'
  | 'historical';

export type PlacePrecision = 'exact' | 'near' | 'admin2' | 'admin1' | 'country' | 'unknown';

export type TimePrecision =
  | 'day' | 'days' | 'week' | 'month' | 'season' | 'year' | 'longer' | 'unknown';

export interface Summary {
  file: string;
  version: string;
  reports: number;
  claims: number;
  events: number;
  placed_events: number;
}

export interface Happening {
  id: string;
  label: string;
  definition: string;
  family: string;
}

export interface Ontology {
  families: string[];
  happenings: Happening[];
}

export interface Point {
  lat: number;
  lon: number;
}

export interface Place {
  id: string;
  name: string;
  point: Point;
  class: string;
  country: string | null;
  admin1: string | null;
  admin2: string | null;
  population: number;
}

export type Shape =
  | { form: 'point' }
  | { form: 'around'; radius_km: number }
  | { form: 'stretch'; from: Place; to: Place; covers: Place[] }
  | { form: 'area' };

export interface EventPlace {
  place: Place;
  precision: PlacePrecision;
  shape: Shape;
}

/** One event as the list, the map and the slider need it. */
export interface EventRow {
  id: string;
  happening: string;
  assertion: Assertion;
  summary: string;
  start: string | null;
  end: string | null;
  precision: TimePrecision;
  place: EventPlace | null;
  certainty: number;
  reports: number;
  claims: number;
}

export interface EventPage {
  events: EventRow[];
  more: boolean;
}

export interface Party {
  actor: string | null;
  name: string;
  kind: string;
  country: string | null;
}

export interface EventQuantity {
  kind: string;
  low: number | null;
  best: number | null;
  high: number | null;
  claim: string;
  rule: string;
}

export interface EventFull {
  id: string;
  happening: string;
  assertion: Assertion;
  reports: number;
  place: EventPlace | null;
  start: string | null;
  end: string | null;
  precision: TimePrecision;
  actors: Party[];
  targets: Party[];
  quantities: EventQuantity[];
  means: string[];
  certainty: number;
  summary: string;
  reasons: string[];
}

export type MarkKind =
  | 'trigger'
  | 'assertion'
  | 'actor'
  | 'target'
  | 'place'
  | 'time'
  | 'quantity'
  | 'means'
  | 'attribution';

/** Marked words: from `start` up to `end`. */
export interface Mark {
  kind: MarkKind;
  start: number;
  end: number;
}

export interface Excerpt {
  text: string;
  marks: Mark[];
}

export interface ReportCard {
  id: string;
  title: string | null;
  site: string | null;
  url: string | null;
  published: { date: string; basis: string } | null;
  language: string;
}

export interface Evidence {
  words: string;
}

export interface Candidate {
  place: Place;
  probability: number;
  reasons: string[];
}

export interface ClaimPlace {
  role: string;
  mention: Evidence;
  candidates: Candidate[];
  place: Place | null;
  precision: PlacePrecision;
  shape: Shape;
  confidence: number;
}

export interface Quantity {
  kind: string;
  low: number | null;
  best: number | null;
  high: number | null;
  qualifier: string;
  unit: string;
  of: Evidence | null;
  counting: string;
  part: boolean;
  mention: Evidence;
}

export interface Participant extends Party {
  mention: Evidence;
  confidence: number;
}

export interface Claim {
  id: string;
  happening: string;
  assertion: { value: Assertion; evidence: Evidence; confidence: number };
  attribution: { source: Participant; verb: Evidence | null } | null;
  actors: Participant[];
  targets: Participant[];
  places: ClaimPlace[];
  time: {
    start: string | null;
    end: string | null;
    precision: TimePrecision;
    basis: string;
    mention: Evidence | null;
  };
  quantities: Quantity[];
  means: { class: string; mention: Evidence }[];
  confidence: number;
}

export interface ClaimView {
  claim: Claim;
  excerpt: Excerpt;
  report: ReportCard;
}

export interface EventView {
  event: EventFull;
  claims: ClaimView[];
}

export interface ReportClaim {
  id: string;
  happening: string;
  assertion: Assertion;
  event: string | null;
  sentence: { start: number; end: number };
  marks: Mark[];
}

export interface Block {
  kind: string;
  start: number;
  end: number;
}

export interface ReportView extends ReportCard {
  text: string;
  blocks: Block[];
  claims: ReportClaim[];
  /** Where else the same story was found. */
  copies: Copy[];
  /** Why its claims do not count. */
  set_aside: 'withdrawn' | 'replaced' | null;
}

/** One more source of a report. */
export interface Copy {
  title: string | null;
  site: string | null;
  url: string | null;
  published: string | null;
}

/** A claim as a place's status cites it. */
export interface Citation {
  claim: string;
  event: string | null;
  happening: string;
  assertion: Assertion;
  excerpt: Excerpt;
  report: ReportCard;
}

export interface FacetStatus {
  value: string;
  as_of: string | null;
  stale_after: string | null;
  evidence: Citation[];
  contradicted_by: Citation[];
}

export interface FacetView {
  facet: string;
  status: FacetStatus | null;
}

export interface PlaceView {
  place: { id: string; name: string | null };
  facets: FacetView[];
}

export interface SearchHit {
  report: ReportCard;
  snippet: { words: string; found: boolean }[];
  events: string[];
}

export interface SearchPage {
  hits: SearchHit[];
  more: boolean;
}
