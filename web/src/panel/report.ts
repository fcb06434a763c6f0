/** The panel of a report: its whole text with everything that was taken from it. */

import { h, type Child } from '../dom';
import { assertion } from '../format';
import type { Model } from '../model';
import type { Block, ReportClaim, ReportView } from '../types';
import { copies, legend, marked, source } from './evidence';
import type { PanelDoors } from './panel';

/** The report; the sentence and the marks of `claim` stand out, and the others can be chosen. */
export function reportPanel(
  report: ReportView,
  claim: string | null,
  model: Model,
  doors: PanelDoors,
): Child[] {
  const chosen = report.claims.find(({ id }) => id === claim) ?? null;
  const marks = chosen ? chosen.marks : report.claims.flatMap((one) => one.marks);
  return [
    h('p', { class: 'kicker' }, 'Report'),
    h('h2', { dir: 'auto', lang: report.language }, report.title ?? 'Report without a headline'),
    source(report),
    copies(report.copies),
    setAside(report),
    claimChooser(report, chosen, model, doors),
    legend(marks),
    h('article', { class: 'report-text', dir: 'auto', lang: report.language },
      ...blocks(report).map((block) => paragraph(report, block, chosen, marks))),
  ];
}

function setAside({ set_aside: reason }: ReportView): HTMLElement | null {
  if (reason === null) return null;
  return h('p', { class: 'set-aside', role: 'note' }, reason === 'withdrawn'
    ? 'Taken back by its editors: its claims are kept and do not count.'
    : 'A corrected version is held: the claims of this one are kept and do not count.');
}

function claimChooser(
  report: ReportView,
  chosen: ReportClaim | null,
  model: Model,
  doors: PanelDoors,
): HTMLElement {
  const show = (claim: string | null) => doors.open({ kind: 'report', id: report.id, claim });
  const option = (claim: ReportClaim) => {
    const told = assertion(claim.assertion).label.toLowerCase();
    return h('option', { value: claim.id, selected: claim === chosen }, `${model.label(claim.happening)} · ${told}`);
  };
  const choice = h('select', { id: 'claim', onchange: () => show(choice.value || null) },
    h('option', { value: '', selected: chosen === null }, `all ${report.claims.length} claims`),
    ...report.claims.map(option));
  const event = chosen?.event;
  return h('div', { class: 'chooser' },
    h('label', { for: 'claim' }, 'Show the evidence of'), choice,
    event && h('button', {
      type: 'button', class: 'quiet', onclick: () => doors.open({ kind: 'event', id: event }),
    }, 'Its event'),
  );
}

/** The blocks of a report; a report without any is one block. */
function blocks({ blocks: known, text }: ReportView): Block[] {
  return known.length > 0 ? known : [{ kind: 'paragraph', start: 0, end: text.length }];
}

function paragraph(
  { text, language }: ReportView,
  block: Block,
  chosen: ReportClaim | null,
  marks: ReportClaim['marks'],
): HTMLElement {
  const attributes = { dir: 'auto', lang: language, class: `block ${block.kind}` };
  const { start, end } = chosen?.sentence ?? { start: 0, end: 0 };
  if (!chosen || end <= block.start || start >= block.end) {
    return h('p', attributes, ...marked(text, marks, block.start, block.end));
  }
  const [from, to] = [Math.max(start, block.start), Math.min(end, block.end)];
  return h('p', attributes,
    ...marked(text, marks, block.start, from),
    h('span', { class: 'chosen-sentence', id: 'chosen-sentence' }, ...marked(text, marks, from, to)),
    ...marked(text, marks, to, block.end),
  );
}
