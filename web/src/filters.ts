/** The filters: families, assertions, single happenings, place. */

import { fill, h } from './dom';
import { countBy, passes, type Filters } from './filter';
import { assertion, ASSERTION_ORDER, capital, number, percent } from './format';
import type { Model } from './model';
import type { Keeper, State } from './state';
import { symbol } from './symbol';
import type { Assertion, Happening } from './types';

/** A pause in typing after which the list follows. */
const PAUSE_MS = 120;

export class FilterBox {
  readonly element = h('section', { class: 'filters', 'aria-label': 'Filters' });
  private readonly families = h('div', { class: 'families', role: 'group', 'aria-label': 'Kinds of happenings' });
  private readonly assertions = h('div', { class: 'assertions', role: 'group', 'aria-label': 'How it is told' });
  private readonly single = h('div', { class: 'happenings' });
  private readonly place = h('input', {
    type: 'search',
    id: 'place',
    placeholder: 'Village, district, country…',
    autocomplete: 'off',
    oninput: () => this.typed(),
  });

  private readonly sure = h('input', {
    type: 'range', id: 'sure', min: 0, max: 95, step: 5, oninput: () => this.chosen(),
  });
  private readonly sureWords = h('output', { class: 'muted', for: 'sure' });
  private pause: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly model: Model, private readonly keeper: Keeper) {
    fill(
      this.element,
      h('div', { class: 'field' }, h('label', { for: 'place' }, 'Place'), this.place),
      this.families,
      this.assertions,
      h('div', { class: 'field sure' }, h('label', { for: 'sure' }, 'Certainty'), this.sure, this.sureWords),
      h('details', { class: 'single' },
        h('summary', {}, 'Single happenings'),
        this.single,
      ),
    );
  }

  draw({ filters }: State): void {
    if (this.place.value !== filters.place && document.activeElement !== this.place) {
      this.place.value = filters.place;
    }
    this.sure.value = String(Math.round(filters.certainty * 100));
    const words = filters.certainty === 0 ? 'any' : `at least ${percent(filters.certainty)}`;
    this.sureWords.textContent = words;
    this.sure.setAttribute('aria-valuetext', words);
    keepFocus(this.element, () => {
      fill(this.families, ...this.familyToggles(filters));
      fill(this.assertions, ...this.assertionToggles(filters));
      fill(this.single, ...this.happeningToggles(filters));
    });
  }

  /** Waits for a pause in typing: with tens of thousands of events each letter would be felt. */
  private typed(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.keeper.filter({ place: this.place.value }), PAUSE_MS);
  }

  private chosen(): void {
    this.keeper.filter({ certainty: Number(this.sure.value) / 100 });
  }

  private counts(filters: Filters) {
    const shown = this.model.events.filter((event) => passes(event, filters, 'happening'));
    return countBy(shown, (event) => event.happening);
  }

  private familyToggles(filters: Filters): HTMLElement[] {
    const counts = this.counts(filters);
    return this.model.ontology.families.map((family, index) => {
      const members = this.members(family);
      const count = members.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
      const on = members.filter(({ id }) => !filters.hidden.has(id)).length;
      const state = on === 0 ? 'false' : on === members.length ? 'true' : 'mixed';
      const button = toggle(`family-${index}`, state, count, () => this.flip(members, on === 0),
        symbol(index, 'realized', 20), h('span', { class: 'name' }, capital(family)));
      button.title = capital(family);
      return button;
    });
  }

  private assertionToggles(filters: Filters): HTMLElement[] {
    const shown = this.model.events.filter((event) => passes(event, filters, 'assertion'));
    const counts = countBy(shown, (event) => event.assertion);
    return ASSERTION_ORDER.map((value) => {
      const { label, meaning } = assertion(value);
      const state = filters.unasserted.has(value) ? 'false' : 'true';
      const button = toggle(`assertion-${value}`, state, counts.get(value) ?? 0,
        () => this.keeper.filter({ unasserted: flipped<Assertion>(filters.unasserted, value) }),
        symbol(SAMPLE_FAMILY, value, 20), h('span', { class: 'name' }, label));
      button.title = meaning;
      return button;
    });
  }

  private happeningToggles(filters: Filters): HTMLElement[] {
    const counts = this.counts(filters);
    return this.model.ontology.families.map((family, index) =>
      h('fieldset', {},
        h('legend', {}, symbol(index, 'realized', 16), capital(family)),
        ...this.members(family).map(({ id, label, definition }) =>
          h('label', { class: 'check', title: definition },
            h('input', {
              type: 'checkbox',
              id: `happening-${id}`,
              checked: !filters.hidden.has(id),
              onchange: () => this.keeper.filter({ hidden: flipped(filters.hidden, id) }),
            }),
            h('span', { class: 'name' }, label),
            h('span', { class: 'count' }, number(counts.get(id) ?? 0)),
          ),
        ),
      ),
    );
  }

  private members(family: string): Happening[] {
    return this.model.ontology.happenings.filter((happening) => happening.family === family);
  }

  private flip(members: Happening[], show: boolean): void {
    const hidden = new Set(this.keeper.state.filters.hidden);
    for (const { id } of members) {
      if (show) hidden.delete(id);
      else hidden.add(id);
    }
    this.keeper.filter({ hidden });
  }
}

/** Assertions are shown on a circle, the plainest form. */
const SAMPLE_FAMILY = 4;

function toggle(
  id: string,
  state: string,
  count: number,
  onclick: () => void,
  ...content: Node[]
): HTMLButtonElement {
  const zero = count === 0 ? ' zero' : '';
  return h('button', { type: 'button', id, class: `toggle${zero}`, 'aria-pressed': state, onclick },
    ...content, h('span', { class: 'count' }, number(count)));
}

function flipped<T>(set: ReadonlySet<T>, item: T): Set<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** Draws anew without taking the focus from the control that was used. */
function keepFocus(box: HTMLElement, draw: () => void): void {
  const { activeElement } = document;
  const id = activeElement && box.contains(activeElement) ? activeElement.id : '';
  draw();
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}
