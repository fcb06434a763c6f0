/** Cuts marked text into runs, so that overlapping marks can be shown without nesting by accident. */

import type { Mark, MarkKind } from './types';

/** A piece of text with the kinds of marks that lie on it, most important first. */
export interface Run {
  text: string;
  kinds: MarkKind[];
}

/** Which mark colours the words where several lie on them: the one that covers least wins before. */
const ORDER: readonly MarkKind[] = [
  'trigger', 'quantity', 'time', 'means', 'assertion', 'attribution', 'actor', 'target', 'place',
];

/** Kinds with the words that explain them, in the order of the legend. */
export const MARK_LABELS: readonly [MarkKind, string][] = [
  ['trigger', 'what happened'],
  ['assertion', 'how it is told'],
  ['actor', 'who'],
  ['target', 'to whom or what'],
  ['place', 'where'],
  ['time', 'when'],
  ['quantity', 'how many'],
  ['means', 'with what'],
  ['attribution', 'who says so'],
];

/**
 * The runs of `text` from `start` up to `end` (UTF-16 units). Marks outside the text are cut to it;
 * empty and inverted marks are passed over. The runs together are exactly the text.
 */
export function runs(text: string, marks: readonly Mark[], start = 0, end = text.length): Run[] {
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(mark.start, start), end: Math.min(mark.end, end) }))
    .filter((mark) => mark.start < mark.end);
  const edges = new Set([start, end]);
  for (const mark of inside) edges.add(mark.start).add(mark.end);
  const cuts = [...edges].sort((a, b) => a - b);
  const found: Run[] = [];
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [from, to] = [cuts[index] as number, cuts[index + 1] as number];
    found.push({ text: text.slice(from, to), kinds: kindsOver(inside, from, to) });
  }
  return found;
}

function kindsOver(marks: readonly Mark[], from: number, to: number): MarkKind[] {
  const over = marks.filter((mark) => mark.start <= from && mark.end >= to);
  const kinds = [...new Set(over.map((mark) => mark.kind))];
  return kinds.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}
