/** Words of a report with their marks, and the report's own card. */

import { h } from '../dom';
import { day, publishedBasis } from '../format';
import { MARK_LABELS, runs } from '../marks';
import type { Copy, Excerpt, Mark, ReportCard } from '../types';

const LABELS = new Map(MARK_LABELS);

/** Marked text from `start` to `end`; every mark is told to those who cannot see its colour. */
export function marked(text: string, marks: readonly Mark[], start = 0, end = text.length): Node[] {
  return runs(text, marks, start, end).map(({ text: words, kinds }) => {
    const [first] = kinds;
    if (first === undefined) return document.createTextNode(words);
    const label = kinds.map((kind) => LABELS.get(kind)).join('; ');
    return h('mark', { class: `mark mark-${first}${kinds.length > 1 ? ' several' : ''}`, title: label }, words);
  });
}

/** A sentence as evidence. */
export function quote({ text, marks }: Excerpt, language: string): HTMLElement {
  return h('blockquote', { class: 'sentence', dir: 'auto', lang: language }, ...marked(text, marks));
}

/** What the marks mean; only kinds that occur. */
export function legend(marks: readonly Mark[]): HTMLElement {
  const used = new Set(marks.map((mark) => mark.kind));
  const items = MARK_LABELS.filter(([kind]) => used.has(kind));
  return h('ul', { class: 'mark-legend', 'aria-label': 'Meaning of the marks' },
    ...items.map(([kind, label]) => h('li', {}, h('mark', { class: `mark mark-${kind}` }, label))));
}

/** Site, publication date with its basis, and the link to the source. */
export function source(report: ReportCard): HTMLElement {
  return h('p', { class: 'source' },
    h('span', { class: 'site' }, report.site ?? 'source not named'),
    h('span', { class: 'published' }, published(report)),
    report.url && h('a', {
      href: report.url, target: '_blank', rel: 'noopener noreferrer',
    }, 'Open the source ↗'),
  );
}

function published({ published }: ReportCard): string {
  if (published === null) return 'publication date not known';
  return `published ${day(published.date)} (${publishedBasis(published.basis)})`;
}

/** Where else the same story was found; nothing where it was found once. */
export function copies(all: readonly Copy[]): HTMLElement | null {
  if (all.length === 0) return null;
  const one = ({ title, site, url, published }: Copy) => {
    const name = site ?? title ?? 'source not named';
    return h('li', {},
      url ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, `${name} ↗`) : name,
      published && `, ${day(published)}`);
  };
  return h('details', { class: 'copies' },
    h('summary', {}, all.length === 1 ? 'one more source' : `${all.length} more sources`),
    h('p', {}, 'Near copies of this text. They count as one report and confirm nothing.'),
    h('ul', {}, ...all.map(one)));
}
