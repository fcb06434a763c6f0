/** The slider over time: bars of events by family, and two handles for the range of days. */

import { fill, h, perFrame, s } from './dom';
import { passes } from './filter';
import { day, days, plural } from './format';
import { dateOf, dayNumber, histogram, type Bar, type Grain } from './histogram';
import type { Model } from './model';
import type { Keeper, State } from './state';
import type { EventRow } from './types';

/** Height of the bars in units of the drawing. */
const HEIGHT = 40;
/** Width of a bar in units of the drawing. */
const WIDTH = 10;

/** Most dates under the bars. */
const TICKS = 6;

/** Share of the width after which a date would be cut off. */
const LAST_TICK = 0.85;

const SPANS: Record<Grain, string> = { day: 'day', week: 'week', month: 'month', year: 'year' };

export class Timeline {
  readonly element: HTMLElement;
  private readonly chart = s('svg', { class: 'bars', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  private readonly from = this.handle('from', 'First day');
  private readonly to = this.handle('to', 'Last day');
  private readonly words = h('output', { class: 'range-words', for: 'from to' });
  private readonly ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
  private readonly undated = h('input', {
    type: 'checkbox', id: 'undated', onchange: () => this.keeper.filter({ undated: this.undated.checked }),
  });
  private readonly undatedWords = h('span', {});
  private readonly whole = h('button', {
    type: 'button', class: 'quiet', onclick: () => this.keeper.filter({ since: null, until: null }),
  }, 'All days');
  private readonly all: ReturnType<typeof histogram>;
  private first = 0;
  private last = 0;

  constructor(private readonly model: Model, private readonly keeper: Keeper) {
    this.element = h('section', { class: 'timeline', 'aria-label': 'Time' },
      h('div', { class: 'range-head' },
        h('strong', {}, 'Time'), this.words, this.whole,
        h('label', { class: 'check', for: 'undated' }, this.undated, this.undatedWords),
      ),
      h('div', { class: 'range' }, this.chart, this.from, this.to),
      this.ticks,
    );
    this.all = this.histogram(model.events);
    this.bounds(this.all.bars, this.all.grain);
  }

  draw(state: State): void {
    const { filters } = state;
    const passing = this.model.events.filter((event) => passes(event, filters, 'time'));
    const { bars, grain } = this.all;
    const shown = this.histogram(passing);
    this.bars(bars, shown.grain === grain ? shown.bars : this.regrain(bars, shown.bars), state);
    const undated = passing.filter((event) => event.start === null && event.end === null).length;
    this.say(state, grain, undated);
  }

  private histogram(events: readonly EventRow[]) {
    const { model } = this;
    return histogram(events, (event) => model.family(event.happening), model.ontology.families.length);
  }

  /** Bars of a filtered set may be finer than those of all: they are put into the coarser ones. */
  private regrain(all: Bar[], finer: Bar[]): Bar[] {
    return all.map((bar) => {
      const parts = finer.filter((part) => part.first >= bar.first && part.first < bar.next);
      return {
        ...bar,
        total: parts.reduce((sum, part) => sum + part.total, 0),
        byFamily: bar.byFamily.map((_, family) => parts.reduce((sum, part) => sum + (part.byFamily[family] ?? 0), 0)),
      };
    });
  }

  private bounds(bars: Bar[], grain: Grain): void {
    const [first, last] = [bars[0], bars.at(-1)];
    this.element.classList.toggle('empty', !first || !last);
    if (!first || !last) return;
    this.first = dayNumber(first.first);
    this.last = dayNumber(last.next) - 1;
    for (const handle of [this.from, this.to]) {
      handle.min = String(this.first);
      handle.max = String(this.last);
    }
    fill(this.ticks, ...ticks(bars, grain));
  }

  private bars(all: Bar[], shown: Bar[], { filters: { since, until } }: State): void {
    const byFirst = new Map(shown.map((bar) => [bar.first, bar]));
    const most = Math.max(1, ...all.map((bar) => bar.total));
    this.chart.setAttribute('viewBox', `0 0 ${Math.max(1, all.length) * WIDTH} ${HEIGHT}`);
    const drawn = all.flatMap((bar, index) => {
      const inside = (since === null || bar.next > since) && (until === null || bar.first <= until);
      return stack(byFirst.get(bar.first) ?? null, bar.total, index, most, inside);
    });
    this.chart.replaceChildren(...drawn);
  }

  private say({ filters: { since, until, undated: keep } }: State, grain: Grain, undated: number): void {
    const [first, last] = [since ?? dateOf(this.first), until ?? dateOf(this.last)];
    this.from.value = String(dayNumber(first));
    this.to.value = String(dayNumber(last));
    this.from.setAttribute('aria-valuetext', day(first));
    this.to.setAttribute('aria-valuetext', day(last));
    this.words.textContent = `${day(first)} – ${day(last)}, bars by ${SPANS[grain]}`;
    this.whole.hidden = since === null && until === null;
    this.undated.checked = keep;
    this.undatedWords.textContent = `with ${plural(undated, 'undated event')}`;
    const low = this.share(dayNumber(first));
    const high = this.share(dayNumber(last));
    this.element.style.setProperty('--low', `${low * 100}%`);
    this.element.style.setProperty('--high', `${high * 100}%`);
  }

  private share(number: number): number {
    return this.last === this.first ? 0 : (number - this.first) / (this.last - this.first);
  }

  private handle(id: string, label: string): HTMLInputElement {
    return h('input', {
      type: 'range', id, step: 1, 'aria-label': label, oninput: perFrame(() => this.slid(id === 'from')),
    });
  }

  /** The handle that moves pushes the other before it. */
  private slid(lower: boolean): void {
    let [from, to] = [Number(this.from.value), Number(this.to.value)];
    if (from > to) [from, to] = lower ? [from, from] : [to, to];
    this.keeper.filter({
      since: from <= this.first ? null : dateOf(from),
      until: to >= this.last ? null : dateOf(to),
    });
  }
}

/** Dates under the bars: the first days of some of them, evenly apart. */
function ticks(bars: Bar[], grain: Grain): HTMLElement[] {
  const every = Math.max(1, Math.ceil(bars.length / TICKS));
  return bars.flatMap((bar, index) => {
    if (index % every !== 0 || index / bars.length > LAST_TICK) return [];
    const tick = h('span', {}, days(bar.first, bar.first, grain === 'week' ? 'day' : grain));
    tick.style.left = `${(index / bars.length) * 100}%`;
    return [tick];
  });
}

/** A bar: all events faintly, those that pass the filters in the colours of their families. */
function stack(shown: Bar | null, total: number, index: number, most: number, inside: boolean) {
  const tall = (count: number) => (Math.sqrt(count / most)) * HEIGHT;
  const rect = (top: number, height: number, style: string) =>
    s('rect', { x: index * WIDTH + 1, y: HEIGHT - top, width: WIDTH - 2, height, class: style });
  const parts = [rect(tall(total), tall(total), 'rest')];
  if (!shown || !inside || shown.total === 0) return parts;
  const height = tall(shown.total);
  let base = 0;
  shown.byFamily.forEach((count, family) => {
    const part = (count / shown.total) * height;
    if (count > 0) parts.push(rect(base + part, part, `fill family-${family}`));
    base += part;
  });
  return parts;
}
