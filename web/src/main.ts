/** The workbench: loads the events, puts the parts together, keeps them in step with the state. */

import './styles/fonts.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/list.css';
import './styles/panel.css';
import { api, ApiError } from './api';
import { h, fill, perFrame } from './dom';
import { FilterBox } from './filters';
import { header, ListHead, notice } from './head';
import { EventList } from './list';
import { EventMap } from './map/map';
import { mapKey } from './map/key';
import { Model } from './model';
import { SidePanel } from './panel/panel';
import { fromHash, Keeper, type Panel, type State, type View } from './state';
import { apply, onTheme, theme } from './theme';
import { Timeline } from './timeline';

const app = document.getElementById('app') as HTMLElement;

apply();
void start();

async function start(): Promise<void> {
  fill(app, h('p', { class: 'loading', role: 'status' }, 'Loading the situation…'));
  try {
    // The labels of the map are drawn with this font: it must be there before the first of them.
    const font = document.fonts.load('16px "Noto Sans"');
    const [summary, ontology, page] = await Promise.all([api.summary(), api.ontology(), api.events()]);
    await font;
    new Workbench(new Model(summary, ontology, page.events, page.more)).run();
  } catch (error) {
    const words = error instanceof ApiError ? error.message : 'The workbench could not be loaded.';
    if (!(error instanceof ApiError)) console.error(error);
    fill(app, h('p', { class: 'loading failed', role: 'alert' }, words));
  }
}

/** The parts of the page, kept in step with the state. */
class Workbench {
  private readonly keeper = new Keeper(fromHash(location.hash));
  private readonly list: EventList;
  private readonly filters: FilterBox;
  private readonly timeline: Timeline;
  private readonly head: ListHead;
  private readonly panel: SidePanel;
  private readonly map: EventMap;

  constructor(private readonly model: Model) {
    const { keeper } = this;
    const choose = (id: string) => keeper.set({ panel: { kind: 'event', id } });
    this.list = new EventList({ model, choose });
    this.filters = new FilterBox(model, keeper);
    this.timeline = new Timeline(model, keeper);
    this.head = new ListHead(model, keeper);
    this.panel = new SidePanel(model, keeper, this.list);
    const box = h('div', { class: 'map', role: 'region', 'aria-label': 'Map of events; all of them are in the list too' });
    this.furnish(box);
    // The map measures its box: it is made when the box stands in the page.
    const moved = (view: View) => keeper.set({ view });
    this.map = new EventMap(box, theme(), keeper.state.view, { model, choose, moved });
    onTheme((now) => this.map.setTheme(now));
    new ResizeObserver(perFrame(() => this.map.resize())).observe(box);
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && keeper.state.panel !== null) this.panel.close();
    });
  }

  /** Draws the state as the address gives it, and from now on every change. */
  run(): void {
    const { keeper } = this;
    keeper.listen((state, before) => this.draw(state, before));
    this.draw(keeper.state, null);
    const { panel, view } = keeper.state;
    if (view === null && panel?.kind !== 'event' && panel?.kind !== 'place') this.map.fit();
  }

  private furnish(map: HTMLElement): void {
    const { filters, head, list, timeline, panel } = this;
    const side = h('section', { class: 'side', 'aria-label': 'Events and filters' },
      filterFold(filters.element), head.element, list.element, notice(this.model));
    const stage = h('section', { class: 'stage' },
      h('div', { class: 'map-frame' }, map, mapKey()), timeline.element);
    const bench = h('main', { class: 'bench' }, side, stage, panel.element);
    const skip = h('a', { class: 'skip', href: '#list', onclick: skipTo(list) }, 'Skip to the list of events');
    fill(app, skip, header(this.model, this.keeper, bench), bench);
  }

  private draw(state: State, before: State | null): void {
    if (state.filters !== before?.filters || state.order !== before.order) this.drawEvents(state);
    if (state.panel !== before?.panel) this.drawPanel(state.panel);
  }

  private drawEvents(state: State): void {
    const events = this.model.visible(state);
    this.list.show(events);
    this.head.draw(state, events);
    this.filters.draw(state);
    this.timeline.draw(state);
    this.map.show(events);
  }

  private drawPanel(panel: Panel | null): void {
    const { model, list, map } = this;
    // The panel first: it takes its width from the map, which then moves in what is left to it.
    void this.panel.draw(panel);
    map.resize();
    if (panel === null || panel.kind === 'event') {
      const id = panel?.id ?? null;
      list.choose(id);
      map.choose(id === null ? null : (model.event(id) ?? null));
    }
    const place = panel?.kind === 'place' ? model.place(panel.id) : null;
    if (place) map.look(place.point);
  }
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
