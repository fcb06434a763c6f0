/** The panel of a place: five facets, what is not known shown as not known. */

import { h, type Child } from '../dom';
import { capital, day, days, facet as facetLabel, plural } from '../format';
import { badge } from '../list';
import type { Model } from '../model';
import { symbol } from '../symbol';
import type { Citation, EventRow, FacetStatus, FacetView, PlaceView } from '../types';
import { quote, source } from './evidence';
import type { PanelDoors } from './panel';

/** Everything known of a place. `today` is a date: a status past its last day is shown as stale. */
export function placePanel(view: PlaceView, model: Model, doors: PanelDoors, today: string): Child[] {
  const name = view.place.name ?? model.place(view.place.id)?.name ?? view.place.id;
  const events = model.at(view.place.id);
  const unknown = view.facets.filter(({ status }) => status === null).length;
  return [
    h('p', { class: 'kicker' }, 'Place'),
    h('h2', { dir: 'auto' }, name),
    h('p', { class: 'caution' },
      unknown === 0
        ? 'What reports say, unverified: nothing here states that the place is safe.'
        : `${unknown} of ${view.facets.length} facets are unknown. Unknown does not mean safe: it means that no report in this file tells.`),
    h('div', { class: 'facets' }, ...view.facets.map((facet) => facetCard(facet, doors, today))),
    h('h3', {}, `${plural(events.length, 'event')} here or on a stretch through here`),
    h('ul', { class: 'plain' }, ...events.map((event) => h('li', {}, eventLine(event, model, doors)))),
  ];
}

function facetCard({ facet, status }: FacetView, doors: PanelDoors, today: string): HTMLElement {
  if (status === null) {
    return h('section', { class: 'facet unknown' },
      h('h3', {}, facetLabel(facet)), h('p', { class: 'value' }, 'Unknown'),
      h('p', { class: 'muted' }, 'No report in this file tells.'));
  }
  const stale = status.stale_after !== null && status.stale_after < today;
  const doubted = status.contradicted_by.length > 0;
  return h('section', { class: `facet${stale ? ' stale' : ''}${doubted ? ' doubted' : ''}` },
    h('h3', {}, facetLabel(facet)),
    h('p', { class: 'value' }, status.value),
    h('p', { class: 'muted' }, ...dates(status, stale)),
    doubted && h('p', { class: 'warning' }, `Contradicted by ${plural(status.contradicted_by.length, 'claim')}`),
    h('details', { open: doubted },
      h('summary', {}, `Evidence: ${plural(status.evidence.length, 'claim')}`),
      ...status.evidence.map((citation) => cited(citation, doors)),
      doubted && h('h4', {}, 'What says otherwise'),
      ...status.contradicted_by.map((citation) => cited(citation, doors)),
    ),
  );
}

function dates({ as_of, stale_after }: FacetStatus, stale: boolean): Child[] {
  return [
    as_of ? `As of ${day(as_of)}` : 'Day not known',
    stale_after && (stale
      ? h('strong', { class: 'stale-note' }, ` · out of date since ${day(stale_after)}`)
      : ` · to be relied on until ${day(stale_after)}`),
  ];
}

function cited(citation: Citation, doors: PanelDoors): HTMLElement {
  const { report, claim, event } = citation;
  return h('div', { class: 'cited' },
    badge(citation),
    quote(citation.excerpt, report.language),
    source(report),
    h('p', { class: 'actions' },
      event && h('button', { type: 'button', class: 'quiet', onclick: () => doors.open({ kind: 'event', id: event }) }, 'Event'),
      h('button', {
        type: 'button', class: 'quiet', onclick: () => doors.open({ kind: 'report', id: report.id, claim }),
      }, 'Whole report'),
    ),
  );
}

/** An event as a button of one line. */
export function eventLine(event: EventRow, model: Model, doors: PanelDoors): HTMLElement {
  return h('button', {
    type: 'button', class: 'event-line', onclick: () => doors.open({ kind: 'event', id: event.id }),
  },
    symbol(model.family(event.happening), event.assertion, 18),
    h('span', { class: 'event-line-head' },
      h('span', {}, days(event.start, event.end, event.precision)), badge(event)),
    h('span', { class: 'event-line-text', dir: 'auto' }, capital(event.summary)),
  );
}
