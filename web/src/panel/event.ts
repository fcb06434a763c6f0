/** The panel of an event: what is held to have happened, and every claim behind it. */

import { countryName } from '../countries';
import { h, type Child } from '../dom';
import {
  amount, assertion, capital, countRule, days, means, parents, percent, placePrecision, plain, plural, timeBasis,
} from '../format';
import { badge } from '../list';
import type { Model } from '../model';
import { symbol } from '../symbol';
import type { ClaimView, EventFull, EventPlace, EventView, Party, Place } from '../types';
import { candidateList, claimCard } from './claim';
import { legend } from './evidence';
import type { PanelDoors } from './panel';

export function eventPanel({ event, claims }: EventView, model: Model, doors: PanelDoors): Child[] {
  return [
    h('p', { class: 'kicker' },
      symbol(model.family(event.happening), event.assertion, 18),
      h('span', { title: model.definition(event.happening) }, model.label(event.happening)),
      badge(event),
    ),
    h('h2', { dir: 'auto' }, capital(event.summary)),
    told(event),
    h('dl', { class: 'facts' }, ...facts(event, claims, doors)),
    merged(event),
    h('h3', {}, `${plural(claims.length, 'claim')} from ${plural(event.reports, 'report')}`),
    legend(claims.flatMap(({ excerpt }) => excerpt.marks)),
    ...claims.map((claim) => claimCard(claim, model, doors)),
  ];
}

/** What is not told as done is said so in words. */
function told({ assertion: value }: EventFull): HTMLElement | null {
  const { meaning, happened } = assertion(value);
  return happened ? null : h('p', { class: 'caution' }, `Not counted as having happened: ${meaning}.`);
}

function facts(event: EventFull, claims: ClaimView[], doors: PanelDoors): Child[] {
  const rows: [string, Child[]][] = [
    ['Where', event.place ? [...where(event.place, doors), readings(event.place, claims)] : ['No place could be resolved. It is not on the map.']],
    ['When', [days(event.start, event.end, event.precision), basis(claims)]],
    ['Who', event.actors.length > 0 ? [parties(event.actors)] : [silent()]],
    ['To whom', event.targets.length > 0 ? [parties(event.targets)] : [silent()]],
    ['How many', event.quantities.length > 0 ? [quantities(event)] : [silent()]],
    ['With what', event.means.length > 0 ? [event.means.map(means).join(', ')] : [silent()]],
    ['Certainty', [meter(event.certainty)]],
  ];
  return rows.flatMap(([term, value]) => [h('dt', {}, term), h('dd', {}, ...value)]);
}

/** How the days are known, each way once. */
function basis(claims: ClaimView[]): HTMLElement {
  const ways = [...new Set(claims.map(({ claim }) => timeBasis(claim.time.basis)))];
  return h('div', { class: 'muted' }, ways.join('; '));
}

/** Why this place, and what else the name may mean: from the claim that names it most surely. */
function readings({ place }: EventPlace, claims: ClaimView[]): HTMLElement | null {
  const named = claims
    .flatMap(({ claim }) => claim.places)
    .filter((one) => one.place?.id === place.id && one.candidates.length > 0)
    .sort((a, b) => b.confidence - a.confidence)[0];
  if (!named) return null;
  const others = named.candidates.length - 1;
  const words = others === 0 ? 'Why this place' : `Why this place, and ${plural(others, 'other reading')}`;
  return h('details', { class: 'candidates' }, h('summary', {}, words), candidateList(named));
}

const silent = () => h('span', { class: 'muted' }, 'not told');

function where({ place, precision, shape }: EventPlace, doors: PanelDoors): Child[] {
  const extent = shape.form === 'stretch' ? along(shape.from, shape.covers, shape.to, doors)
    : shape.form === 'around' ? [`within about ${shape.radius_km} km of `, placeButton(place, doors)]
    : [placeButton(place, doors)];
  return [
    ...extent,
    h('span', { class: 'muted' }, ` ${parents(place)}`),
    h('br'),
    h('span', { class: 'muted' }, shape.form === 'stretch' ? 'along the stretch' : placePrecision(precision)),
  ];
}

function along(from: Place, covers: Place[], to: Place, doors: PanelDoors): Child[] {
  const through = covers.flatMap((place, index) => [index > 0 && ', ', placeButton(place, doors)]);
  return [
    placeButton(from, doors), ' to ', placeButton(to, doors),
    covers.length > 0 && ' through ', ...through,
  ];
}

/** A place's name that opens its panel. */
function placeButton(place: Place, doors: PanelDoors): HTMLElement {
  return h('button', {
    type: 'button', class: 'link', dir: 'auto', title: 'What is known of this place',
    onclick: () => doors.open({ kind: 'place', id: place.id }),
  }, place.name);
}

function parties(all: Party[]): HTMLElement {
  return h('ul', { class: 'plain' }, ...all.map(({ name, kind, country }) =>
    h('li', {}, h('bdi', {}, capital(name)),
      h('span', { class: 'muted' }, ` ${kindOf(name, kind, country)}`))));
}

/** Kind and country, without what the name says already. */
function kindOf(name: string, kind: string, country: string | null): string {
  const told = plain(kind);
  const known = name.toLowerCase() === told || kind === 'other' ? null : told;
  return [known, country && countryName(country)].filter((part) => part !== null).join(', ');
}

function quantities({ quantities: all }: EventFull): HTMLElement {
  return h('ul', { class: 'plain' }, ...all.map((quantity) =>
    h('li', {},
      h('strong', {}, amount(quantity)), ` ${plain(quantity.kind)} `,
      h('span', { class: 'muted' }, `(${countRule(quantity.rule)})`),
    )));
}

function meter(certainty: number): HTMLElement {
  const bar = h('span', { class: 'meter', 'aria-hidden': 'true' }, h('span', { class: 'meter-fill' }));
  bar.style.setProperty('--share', percent(certainty).replace(' ', ''));
  return h('span', { class: 'certainty' }, bar, `${percent(certainty)} that this happened here`);
}

function merged({ reasons, reports }: EventFull): HTMLElement | null {
  if (reasons.length === 0) return null;
  return h('details', { class: 'merged' },
    h('summary', {}, `Why these claims are held to be one event`),
    h('ul', {}, ...reasons.map((reason) => h('li', {}, reason))),
    h('p', { class: 'muted' }, `${plural(reports, 'report')}; every claim is kept as it was told.`),
  );
}
