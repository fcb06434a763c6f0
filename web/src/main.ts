/** The workbench: loads the events, puts the parts together, keeps them in step with the state. */

import './styles/fonts.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/list.css';
import './styles/panel.css';
import { api, ApiError } from './api';
import { h, fill, perFrame } from './dom';
import { NO_FILTERS, onMap, type Order } from './filter';
import { FilterBox } from './filters';
import { number, plural } from './format';
import { EventList } from './list';
import { EventMap } from './map/map';
import { mapKey } from './map/key';
import { Model } from './model';
import { SidePanel } from './panel/panel';
import { fromHash, Keeper, type State } from './state';
import { apply, onTheme, theme, turn } from './theme';
import { Timeline } from './timeline';

const app = document.getElementById('app') as HTMLElement;

const ORDERS: [Order, string][] = [
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['certain', 'Most certain first'],
  ['reports', 'Most reports first'],
  ['place', 'By place'],
];

apply();
void start();

async function start(): Promise<void> {
  fill(app, h('p', { class: 'loading', role: 'status' }, 'Loading the situation…'));
  try {
    // The labels of the map are drawn with this font: it must be there before the first of them.
    const font = document.fonts.load('16px "Noto Sans"');
    const [summary, ontology, page] = await Promise.all([api.summary(), api.ontology(), api.events()]);
    await font;
    build(new Model(summary, ontology, page.events, page.more));
  } catch (error) {
    const words = error instanceof ApiError ? error.message : 'The workbench could not be loaded.';
    if (!(error instanceof ApiError)) console.error(error);
    fill(app, h('p', { class: 'loading failed', role: 'alert' }, words));
  }
}

function build(model: Model): void {
  const keeper = new Keeper(fromHash(location.hash));
  const choose = (id: string) => keeper.set({ panel: { kind: 'event', id } });
  const list = new EventList({ model, choose });
  const filters = new FilterBox(model, keeper);
  const timeline = new Timeline(model, keeper);
  const panel = new SidePanel(model, keeper, list);
  const head = new ListHead(model, keeper);
  const mapBox = h('div', { class: 'map', role: 'region', 'aria-label': 'Map of events; all of them are in the list too' });
  const side = h('section', { class: 'side', 'aria-label': 'Events and filters' },
    filterFold(filters.element), head.element, list.element, notice(model));
  const stage = h('section', { class: 'stage' }, h('div', { class: 'map-frame' }, mapBox, mapKey()), timeline.element);
  const bench = h('main', { class: 'bench' }, side, stage, panel.element);
  fill(app, h('a', { class: 'skip', href: '#list', onclick: skipTo(list) }, 'Skip to the list of events'),
    header(model, keeper, bench), bench);
  const map = new EventMap(mapBox, theme(), keeper.state.view, {
    model, choose, moved: (view) => keeper.set({ view }),
  });
  onTheme((now) => map.setTheme(now));
  new ResizeObserver(perFrame(() => map.resize())).observe(mapBox);

  const draw = (state: State, before: State | null) => {
    if (state.filters !== before?.filters || state.order !== before.order) {
      const events = model.visible(state);
      list.show(events);
      head.draw(state, events);
      filters.draw(state);
      timeline.draw(state);
      map.show(events);
    }
    if (state.panel !== before?.panel) {
      const id = state.panel?.kind === 'event' ? state.panel.id : null;
      if (id !== null || state.panel === null) list.choose(id);
      if (id !== null || state.panel === null) map.choose((id !== null && model.event(id)) || null);
      const place = state.panel?.kind === 'place' ? model.place(state.panel.id) : null;
      if (place) map.look(place.point);
      void panel.draw(state.panel);
    }
  };
  keeper.listen(draw);
  draw(keeper.state, null);
  const asked = keeper.state.panel?.kind;
  if (keeper.state.view === null && asked !== 'event' && asked !== 'place') map.fit();
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && keeper.state.panel !== null) panel.close();
  });
}

function skipTo(list: EventList): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    list.focus();
  };
}

function filterFold(filters: HTMLElement): HTMLElement {
  const open = matchMedia('(min-width: 700px) and (min-height: 640px)').matches;
  return h('details', { class: 'fold', open }, h('summary', {}, 'Filters'), filters);
}

function header(model: Model, keeper: Keeper, bench: HTMLElement): HTMLElement {
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
class ListHead {
  readonly element = h('div', { class: 'list-head' });
  private readonly count = h('p', { class: 'shown', role: 'status' });
  private readonly off = h('button', { type: 'button', class: 'quiet', id: 'unplaced' });
  private readonly reset = h('button', {
    type: 'button', class: 'quiet', id: 'reset', onclick: () => this.keeper.set({ filters: NO_FILTERS }),
  }, 'Reset filters');
  private readonly order = h('select', {
    id: 'order', 'aria-label': 'Order of the list',
    onchange: () => this.keeper.set({ order: this.order.value as Order }),
  }, ...ORDERS.map(([value, label]) => h('option', { value }, label)));

  constructor(private readonly model: Model, private readonly keeper: Keeper) {
    this.off.addEventListener('click', () => keeper.filter({ unplaced: !keeper.state.filters.unplaced }));
    fill(this.element, this.count, this.off, this.reset, this.order);
  }

  draw({ filters, order }: State, events: ReturnType<Model['visible']>): void {
    const all = this.model.events.length;
    const filtered = events.length !== all;
    this.count.textContent = filtered ? `${number(events.length)} of ${plural(all, 'event')}` : plural(all, 'event');
    const off = events.filter((event) => !onMap(event)).length;
    this.off.textContent = filters.unplaced ? 'Show all places' : `${number(off)} not on the map`;
    this.off.title = 'Events whose place is not resolved or known only to a country';
    this.off.setAttribute('aria-pressed', String(filters.unplaced));
    this.off.hidden = off === 0 && !filters.unplaced;
    this.reset.hidden = !filtered && filters.place === '' && !filters.unplaced;
    this.order.value = order;
  }
}

/** Always in sight. */
function notice({ summary, more, events }: Model): HTMLElement {
  return h('p', { class: 'notice', role: 'note' },
    more && `Only the newest ${number(events.length)} events are shown. `,
    'No event shown does not mean that a place is safe. ',
    `This file holds what ${plural(summary.reports, 'report')} say, unverified.`);
}
