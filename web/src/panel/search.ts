/** The panel of a search through the text of the reports. */

import { h, type Child } from '../dom';
import { plural } from '../format';
import type { Model } from '../model';
import type { SearchHit, SearchPage } from '../types';
import { source } from './evidence';
import { eventLine } from './place';
import type { PanelDoors } from './panel';

export function searchPanel(words: string, { hits, more }: SearchPage, model: Model, doors: PanelDoors): Child[] {
  return [
    h('p', { class: 'kicker' }, 'Search in the reports'),
    h('h2', { dir: 'auto' }, `“${words}”`),
    h('p', { class: 'muted' },
      `${more ? 'The best ' : ''}${plural(hits.length, 'report')} with all these words.`),
    ...hits.map((hit) => result(hit, model, doors)),
  ];
}

function result({ report, snippet, events }: SearchHit, model: Model, doors: PanelDoors): HTMLElement {
  const told = events.flatMap((id) => model.event(id) ?? []);
  return h('section', { class: 'claim' },
    h('h4', { dir: 'auto', lang: report.language },
      h('button', {
        type: 'button', class: 'link', onclick: () => doors.open({ kind: 'report', id: report.id, claim: null }),
      }, report.title ?? 'Report without a headline')),
    source(report),
    h('p', { class: 'snippet', dir: 'auto' },
      ...snippet.map(({ words, found }) => (found ? h('mark', { class: 'mark found' }, words) : words))),
    told.length > 0
      ? h('ul', { class: 'plain' }, ...told.map((event) => h('li', {}, eventLine(event, model, doors))))
      : h('p', { class: 'muted' }, 'No event was made of it.'),
  );
}
