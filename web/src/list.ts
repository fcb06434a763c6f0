/** The list of events: only the rows in sight are in the document, however many there are. */

import { fill, h, perFrame } from './dom';
import { assertion, capital, days, percent, placePrecision, plural } from './format';
import type { Model } from './model';
import { symbol } from './symbol';
import type { EventRow } from './types';

/** Height of a row in pixels; the style sheet gives rows the same. */
const ROW = 80;
/** Rows kept above and below what is seen, so that scrolling shows no gaps. */
const SPARE = 6;
/** Rows that Page Up and Page Down go. */
const LEAP = 8;

interface Doors {
  model: Model;
  choose: (event: string) => void;
}

export class EventList {
  readonly element: HTMLElement;
  private readonly space = h('div', { class: 'list-space', role: 'presentation' });
  private rows: readonly EventRow[] = [];
  private active = 0;
  private chosen: string | null = null;

  constructor(private readonly doors: Doors) {
    this.element = h(
      'div',
      {
        id: 'list',
        class: 'list',
        role: 'listbox',
        tabindex: 0,
        'aria-label': 'Events',
        onscroll: perFrame(() => this.draw()),
        onkeydown: (event: KeyboardEvent) => this.key(event),
        onclick: (event: MouseEvent) => this.click(event),
      },
      this.space,
    );
    new ResizeObserver(perFrame(() => this.draw())).observe(this.element);
  }

  /** Shows these events; the one that was active stays so if it is still among them. */
  show(rows: readonly EventRow[]): void {
    const before = this.rows[this.active]?.id;
    const same = rows.findIndex((row) => row.id === (this.chosen ?? before));
    this.rows = rows;
    this.active = Math.max(0, same);
    this.space.style.height = `${rows.length * ROW}px`;
    this.draw();
  }

  /** Marks the chosen event and brings it into sight. */
  choose(id: string | null): void {
    this.chosen = id;
    const index = this.rows.findIndex((row) => row.id === id);
    if (index >= 0) this.goTo(index);
    else this.draw();
  }

  /** Chooses the event that many rows further. */
  step(by: number): void {
    this.open(Math.max(0, Math.min(this.rows.length - 1, this.active + by)));
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent): void {
    const last = this.rows.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + LEAP,
      PageUp: this.active - LEAP,
      Home: 0,
      End: last,
    };
    const target = steps[event.key];
    if (target !== undefined) this.goTo(Math.max(0, Math.min(last, target)));
    else if (event.key === 'Enter' || event.key === ' ') this.open(this.active);
    else return;
    event.preventDefault();
  }

  /** One listener for all rows: a row may be drawn anew between the press and the release. */
  private click({ clientY }: MouseEvent): void {
    const y = clientY - this.element.getBoundingClientRect().top + this.element.scrollTop;
    const index = Math.floor(y / ROW);
    if (index >= this.rows.length) return;
    this.active = index;
    this.open(index);
  }

  private open(index: number): void {
    const row = this.rows[index];
    if (row) this.doors.choose(row.id);
  }

  private goTo(index: number): void {
    this.active = index;
    const box = this.element;
    const top = index * ROW;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW - box.clientHeight;
    this.draw();
  }

  private draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const last = Math.min(this.rows.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
    if (this.rows.length === 0) {
      fill(this.space, nothing());
    } else {
      const seen = this.rows.slice(first, last);
      fill(this.space, ...seen.map((row, offset) => this.row(row, first + offset)));
    }
    const active = this.rows[this.active];
    if (active && this.active >= first && this.active < last) {
      this.element.setAttribute('aria-activedescendant', `row-${this.active}`);
    } else {
      this.element.removeAttribute('aria-activedescendant');
    }
  }

  private row(event: EventRow, index: number): HTMLElement {
    const { model } = this.doors;
    const active = index === this.active ? ' active' : '';
    const row = h(
      'div',
      {
        id: `row-${index}`,
        class: `row${active}`,
        role: 'option',
        'aria-selected': event.id === this.chosen ? 'true' : 'false',
        'aria-setsize': this.rows.length,
        'aria-posinset': index + 1,
        'data-event': event.id,
      },
      symbol(model.family(event.happening), event.assertion, 22),
      h('div', { class: 'row-text' },
        h('div', { class: 'row-head' },
          h('span', { class: 'row-date' }, days(event.start, event.end, event.precision)),
          h('span', { class: 'row-kind' }, model.label(event.happening)),
          badge(event),
        ),
        h('div', { class: 'row-summary', dir: 'auto' }, capital(event.summary)),
        h('div', { class: 'row-foot' },
          h('span', { class: 'row-place' }, where(event)),
          h('span', {}, plural(event.reports, 'report')),
          h('span', { title: 'certainty' }, percent(event.certainty)),
        ),
      ),
    );
    row.style.top = `${index * ROW}px`;
    return row;
  }
}

/** What marks an event that is not simply told as done. */
export function badge(event: { assertion: EventRow['assertion'] }): HTMLElement | null {
  if (event.assertion === 'realized') return null;
  const { label, meaning, happened } = assertion(event.assertion);
  return h('span', { class: `badge ${happened ? 'done' : 'open'}`, title: meaning }, label);
}

function where({ place }: EventRow): string {
  if (place === null) return 'place not resolved';
  const name = place.shape.form === 'stretch'
    ? `${place.shape.from.name} to ${place.shape.to.name}`
    : place.place.name;
  return place.precision === 'exact' || place.shape.form === 'stretch'
    ? name
    : `${name}, ${placePrecision(place.precision)}`;
}

function nothing(): HTMLElement {
  return h('p', { class: 'list-nothing' }, 'No event passes the filters. This is not a sign of safety.');
}
