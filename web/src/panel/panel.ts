/** The side panel: one thing looked at closely. */

import { api, ApiError } from '../api';
import { fill, h, type Child } from '../dom';
import type { Model } from '../model';
import type { Keeper, Panel } from '../state';
import { eventPanel } from './event';
import { placePanel } from './place';
import { reportPanel } from './report';
import { searchPanel } from './search';

/** What the contents of a panel may do. */
export interface PanelDoors {
  open: (panel: Panel) => void;
}

const NAMES: Record<Panel['kind'], string> = {
  event: 'Event', report: 'Report', place: 'Place', search: 'Search',
};

export class SidePanel {
  readonly element: HTMLElement;
  private readonly body = h('div', { class: 'panel-body', tabindex: -1 });
  private readonly back = h('button', {
    type: 'button', class: 'quiet', onclick: () => history.back(),
  }, '← Back');
  private readonly steps = h('span', { class: 'steps' },
    this.stepper('↑', 'Previous event of the list', -1), this.stepper('↓', 'Next event of the list', 1));
  private shown: string | null = null;
  /** Panels opened one from another since the page was loaded. */
  private depth = 0;

  constructor(
    private readonly model: Model,
    private readonly keeper: Keeper,
    private readonly list: { focus: () => void; step: (by: number) => void },
  ) {
    this.element = h('aside', { class: 'panel', id: 'panel', hidden: true },
      h('div', { class: 'panel-bar' }, this.back, this.steps,
        h('button', { type: 'button', class: 'quiet close', 'aria-label': 'Close', onclick: () => this.close() }, 'Close ✕')),
      this.body);
  }

  close(): void {
    this.depth = 0;
    this.keeper.set({ panel: null });
    this.list.focus();
  }

  /** Shows what the state asks for; what is shown already stays. */
  async draw(panel: Panel | null): Promise<void> {
    const wanted = JSON.stringify(panel);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.element.hidden = panel === null;
    if (panel === null) return;
    this.element.setAttribute('aria-label', NAMES[panel.kind]);
    this.back.hidden = this.depth === 0;
    this.steps.hidden = panel.kind !== 'event';
    this.body.setAttribute('aria-busy', 'true');
    const content = await this.content(panel).catch(failure);
    // Another panel may have been asked for while this one was loaded.
    if (this.shown !== wanted) return;
    fill(this.body, ...content);
    this.body.removeAttribute('aria-busy');
    this.reveal();
  }

  private stepper(sign: string, label: string, by: number): HTMLElement {
    return h('button', {
      type: 'button', class: 'quiet', 'aria-label': label, title: label, onclick: () => this.list.step(by),
    }, sign);
  }

  private reveal(): void {
    this.body.scrollTop = 0;
    this.body.querySelector('#chosen-sentence')?.scrollIntoView({ block: 'center' });
    // Who steps through the list keeps the focus on the step.
    if (!this.steps.contains(document.activeElement)) this.body.focus({ preventScroll: true });
  }

  private async content(panel: Panel): Promise<Child[]> {
    const doors: PanelDoors = { open: (next) => this.open(next) };
    switch (panel.kind) {
      case 'event':
        return eventPanel(await api.event(panel.id), this.model, doors);
      case 'report':
        return reportPanel(await api.report(panel.id), panel.claim, this.model, doors);
      case 'place':
        return placePanel(await api.place(panel.id), this.model, doors, new Date().toISOString().slice(0, 10));
      case 'search':
        return searchPanel(panel.words, await api.search(panel.words), this.model, doors);
    }
  }

  private open(panel: Panel): void {
    this.depth += 1;
    this.keeper.set({ panel });
  }
}

function failure(error: unknown): Child[] {
  const words = error instanceof ApiError ? error.message : 'This could not be shown.';
  if (!(error instanceof ApiError)) console.error(error);
  return [h('p', { class: 'caution', role: 'alert' }, words)];
}
