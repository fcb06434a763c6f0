/** What the user sees and has chosen, kept in the address so that a view can be shared. */

import { NO_FILTERS, type Filters, type Order } from './filter';
import { ASSERTION_ORDER } from './format';
import type { Assertion } from './types';

/** What the side panel shows. */
export type Panel =
  | { kind: 'event'; id: string }
  | { kind: 'report'; id: string; claim: string | null }
  | { kind: 'place'; id: string }
  | { kind: 'search'; words: string };

/** Middle and zoom of the map. */
export interface View {
  lat: number;
  lon: number;
  zoom: number;
}

export interface State {
  filters: Filters;
  order: Order;
  panel: Panel | null;
  view: View | null;
}

export const START: State = { filters: NO_FILTERS, order: 'newest', panel: null, view: null };

const ORDERS: readonly Order[] = ['newest', 'oldest', 'certain', 'reports', 'place'];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The state as the fragment of an address, without `#`; what is as at the start is left out. */
export function toHash({ filters, order, panel, view }: State): string {
  const parts = new URLSearchParams();
  const put = (name: string, value: string | null) => {
    if (value) parts.set(name, value);
  };
  put('map', view && [view.zoom.toFixed(2), view.lat.toFixed(4), view.lon.toFixed(4)].join('/'));
  put('since', filters.since);
  put('until', filters.until);
  put('undated', filters.undated ? null : 'no');
  put('without', [...filters.hidden].sort().join('.'));
  put('not', [...filters.unasserted].sort().join('.'));
  put('place', filters.place.trim());
  put('sure', filters.certainty > 0 ? String(Math.round(filters.certainty * 100)) : null);
  put('unplaced', filters.unplaced ? 'only' : null);
  put('order', order === 'newest' ? null : order);
  for (const [name, value] of panelParts(panel)) put(name, value);
  return parts.toString();
}

function panelParts(panel: Panel | null): [string, string | null][] {
  switch (panel?.kind) {
    case undefined:
      return [];
    case 'event':
      return [['event', panel.id]];
    case 'report':
      return [['report', panel.id], ['claim', panel.claim]];
    case 'place':
      return [['at', panel.id]];
    case 'search':
      return [['search', panel.words]];
  }
}

/** The state of a fragment; whatever cannot be read is as at the start. */
export function fromHash(hash: string): State {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const list = (name: string) => (parts.get(name) ?? '').split('.').filter((item) => item !== '');
  const date = (name: string) => {
    const value = parts.get(name);
    return value !== null && DATE.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
  };
  const known = (value: string): value is Assertion => (ASSERTION_ORDER as string[]).includes(value);
  return {
    filters: {
      hidden: new Set(list('without')),
      unasserted: new Set(list('not').filter(known)),
      place: parts.get('place') ?? '',
      since: date('since'),
      until: date('until'),
      undated: parts.get('undated') !== 'no',
      certainty: certaintyOf(parts.get('sure')),
      unplaced: parts.get('unplaced') === 'only',
    },
    order: ORDERS.find((order) => order === parts.get('order')) ?? 'newest',
    panel: panelOf(parts),
    view: viewOf(parts.get('map')),
  };
}

/** Whole percents as a share; anything else is none. */
function certaintyOf(text: string | null): number {
  return text !== null && /^\d{1,2}$|^100$/.test(text) ? Number(text) / 100 : 0;
}

function panelOf(parts: URLSearchParams): Panel | null {
  const report = parts.get('report');
  if (report) return { kind: 'report', id: report, claim: parts.get('claim') };
  const event = parts.get('event');
  if (event) return { kind: 'event', id: event };
  const place = parts.get('at');
  if (place) return { kind: 'place', id: place };
  const words = parts.get('search');
  return words ? { kind: 'search', words } : null;
}

function viewOf(text: string | null): View | null {
  const [zoom, lat, lon] = (text ?? '').split('/').map(Number);
  const real = [zoom, lat, lon].every((value) => value !== undefined && Number.isFinite(value));
  if (!text || !real || Math.abs(lat as number) > 85.1) return null;
  return { zoom: zoom as number, lat: lat as number, lon: lon as number };
}

type Listener = (state: State, before: State) => void;

/** Holds the state; every change goes to the address and to all listeners. */
export class Keeper {
  private listeners: Listener[] = [];

  constructor(private current: State) {
    addEventListener('popstate', () => this.become(fromHash(location.hash)));
  }

  get state(): State {
    return this.current;
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Changes a part. Another panel is a new step of the browser's history; the rest is not. */
  set(change: Partial<State>): void {
    const before = this.current;
    const next = { ...before, ...change };
    const step = JSON.stringify(next.panel) !== JSON.stringify(before.panel);
    const address = `${location.pathname}#${toHash(next)}`;
    if (step) history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    this.become(next);
  }

  filter(change: Partial<Filters>): void {
    this.set({ filters: { ...this.current.filters, ...change } });
  }

  private become(next: State): void {
    const before = this.current;
    this.current = next;
    for (const listener of this.listeners) listener(next, before);
  }
}
