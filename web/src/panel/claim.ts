/** One claim: its sentence with the evidence marked, and its values with how they are known. */

import { h, type Child } from '../dom';
import { amount, days, means as meansLabel, parents, percent, placePrecision, plain, timeBasis } from '../format';
import { badge } from '../list';
import type { Model } from '../model';
import type { Claim, ClaimPlace, ClaimView, Evidence, Participant } from '../types';
import { quote, source } from './evidence';
import type { PanelDoors } from './panel';

export function claimCard({ claim, excerpt, report }: ClaimView, model: Model, doors: PanelDoors): HTMLElement {
  return h('section', { class: 'claim', 'data-claim': claim.id },
    h('header', {},
      h('h4', { dir: 'auto', lang: report.language }, report.title ?? report.site ?? 'Report without a headline'),
      badge({ assertion: claim.assertion.value }),
    ),
    source(report),
    quote(excerpt, report.language),
    h('p', { class: 'actions' },
      h('button', {
        type: 'button', class: 'quiet',
        onclick: () => doors.open({ kind: 'report', id: report.id, claim: claim.id }),
      }, 'Read in the whole report'),
    ),
    h('details', {},
      h('summary', {}, 'Values of this claim'),
      h('dl', { class: 'facts' }, ...values(claim, model)),
    ),
  );
}

function values(claim: Claim, model: Model): Child[] {
  const { assertion, attribution, time } = claim;
  const rows: [string, Child[]][] = [
    ['Happening', [model.label(claim.happening)]],
    ['Told as', [plain(assertion.value), said(assertion.evidence), sure(assertion.confidence)]],
    ['Said by', attribution ? [attribution.source.name, said(attribution.source.mention)] : ['the report itself']],
    ['Who', people(claim.actors)],
    ['To whom', people(claim.targets)],
    ['Where', claim.places.length > 0 ? claim.places.map(place) : [muted('no place told')]],
    ['When', [days(time.start, time.end, time.precision), said(time.mention), muted(` ${timeBasis(time.basis)}`)]],
    ['How many', quantities(claim)],
    ['With what', claim.means.flatMap(({ class: means, mention }) => [meansLabel(means), said(mention)])],
    ['Claim', [`${percent(claim.confidence)} sure`]],
  ];
  return rows
    .filter(([, value]) => value.length > 0)
    .flatMap(([term, value]) => [h('dt', {}, term), h('dd', {}, ...value)]);
}

const muted = (text: string) => h('span', { class: 'muted' }, text);
const sure = (confidence: number) => muted(` ${percent(confidence)} sure`);

/** The words that a value was taken from. */
function said(evidence: Evidence | null): Child {
  return evidence && h('q', { class: 'said', dir: 'auto' }, evidence.words);
}

function people(all: Participant[]): Child[] {
  return all.map(({ name, kind, mention }) => h('div', {}, name, muted(` ${plain(kind)}`), said(mention)));
}

function quantities({ quantities: all }: Claim): Child[] {
  return all.map((quantity) => {
    const notes = [quantity.counting !== 'new' && plain(quantity.counting), quantity.part && 'part of another number'];
    return h('div', {}, `${amount(quantity)} ${plain(quantity.kind)}`, said(quantity.mention),
      muted(` ${notes.filter(Boolean).join(', ')}`));
  });
}

function place(told: ClaimPlace): HTMLElement {
  const { role, mention, candidates, place: chosen, precision, confidence } = told;
  return h('div', { class: 'candidates' },
    `${plain(role)} `, said(mention), ' ',
    chosen ? h('strong', {}, chosen.name) : h('strong', { class: 'stale-note' }, 'not resolved: no place was chosen'),
    muted(chosen ? ` ${placePrecision(precision)}, ${percent(confidence)} sure` : ''),
    candidates.length > 0 && candidateList(told),
  );
}

/** What a name may mean, best first, with the reasons for each rank. */
export function candidateList({ candidates, place: chosen }: ClaimPlace): HTMLElement {
  return h('ol', {}, ...candidates.map(({ place: candidate, probability, reasons }) =>
    h('li', { class: candidate.id === chosen?.id ? 'taken' : '' },
      candidate.name, muted(` ${parents(candidate)}`), ` ${percent(probability)}`,
      h('div', { class: 'muted' }, reasons.join(' · ')),
    )));
}
