/** What stands around the list and the map: the header, the head of the list, the standing note. */

import { fill, h } from './dom';
import { NO_FILTERS, onMap, type Order } from './filter';
import { number, plural } from './format';
import type { Model } from './model';
import type { Keeper, State } from './state';
import { turn } from './theme';
import type { EventRow } from './types';

const ORDERS: [Order, string][] = [
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['certain', 'Most certain first'],
  ['reports', 'Most reports first'],
  ['place', 'By place'],
];

/** The header: the file, the search, the views of narrow screens, the theme. */
export function header(model: Model, keeper: Keeper, bench: HTMLElement): HTMLElement {
  const { file, reports, claims, events } = model.summary;
  const words = h('input', { type: 'search', id: 'words', placeholder: 'Words in the reports…', autocomplete: 'off' });
  const search = (event: Event) => {
    event.preventDefault();
    const asked = words.value.trim();
    if (asked) keeper.set({ panel: { kind: 'search', words: asked } });
  };
  return h('header', { class: 'top' },
    h('h1', {}, 'Tidings'),
    h('p', { class: 'file' }, h('strong', {}, file),
      h('span', { class: 'totals' }, ` ${plural(reports, 'report')} · ${plural(claims, 'claim')} · ${plural(events, 'event')}`)),
    h('form', { role: 'search', onsubmit: search },
      h('label', { for: 'words', class: 'visually-hidden' }, 'Search in the reports'), words,
      h('button', { type: 'submit', class: 'quiet' }, 'Search')),
    tabs(bench),
    h('button', { type: 'button', class: 'quiet', id: 'theme', title: 'Light or dark', onclick: turn },
      h('span', { 'aria-hidden': 'true' }, '◐'), h('span', { class: 'theme-words' }, ' Light or dark')),
  );
}

/** On a narrow screen the map and the list take turns. */
function tabs(bench: HTMLElement): HTMLElement {
  const show = (what: string) => () => {
    bench.dataset['shows'] = what;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.id === `show-${what}`));
  };
  bench.dataset['shows'] = 'list';
  const buttons = ['list', 'map'].map((what) =>
    h('button', {
      type: 'button', id: `show-${what}`, class: 'quiet', 'aria-pressed': String(what === 'list'), onclick: show(what),
    }, what === 'list' ? 'List' : 'Map'));
  return h('div', { class: 'tabs', role: 'group', 'aria-label': 'View' }, ...buttons);
}

/** Above the list: how many are shown, what the map leaves out, the order. */
export class ListHead {
  readonly element = h('div', { class: 'list-head' });
  private readonly count = h('p', { class: 'shown', role: 'status' });
  private readonly off = h('button', { type: 'button', class: 'quiet', id: 'unplaced' });
  private readonly reset = h('button', {
    type: 'button', class: 'quiet', id: 'reset', title: 'Put all filters back', onclick: () => this.keeper.set({ filters: NO_FILTERS }),
  }, 'Reset');
  private readonly order = h('select', {
    id: 'order', 'aria-label': 'Order of the list',
    onchange: () => this.keeper.set({ order: this.order.value as Order }),
  }, ...ORDERS.map(([value, label]) => h('option', { value }, label)));

  constructor(private readonly model: Model, private readonly keeper: Keeper) {
    this.off.addEventListener('click', () => keeper.filter({ unplaced: !keeper.state.filters.unplaced }));
    fill(this.element, this.count, this.off, this.reset, this.order);
  }

  draw({ filters, order }: State, events: readonly EventRow[]): void {
    const all = this.model.events.length;
    const filtered = events.length !== all;
    this.count.textContent = filtered ? `${number(events.length)} of ${plural(all, 'event')}` : plural(all, 'event');
    const off = events.filter((event) => !onMap(event)).length;
    this.off.textContent = filters.unplaced ? 'Show all places' : `${number(off)} not on the map`;
    this.off.title = 'Events whose place is not resolved or known only to a country';
    this.off.setAttribute('aria-pressed', String(filters.unplaced));
    this.off.hidden = off === 0 && !filters.unplaced;
    this.reset.hidden = !filtered && filters.place === '' && !filters.unplaced && filters.certainty === 0;
    this.order.value = order;
  }
}

/** Always in sight: what silence does not mean. */
export function notice({ summary, more, events }: Model): HTMLElement {
  return h('p', { class: 'notice', role: 'note' },
    more && `Only the newest ${number(events.length)} events are shown. `,
    'No event shown does not mean that a place is safe. ',
    `This file holds what ${plural(summary.reports, 'report')} say, unverified.`);
}
