/** The key of the map: what the list's symbols do not tell already. */

import { h, s } from '../dom';
import { scale } from './features';

/** Certainties that the key shows. */
const SAMPLES = [0.1, 0.5, 1];

export function mapKey(): HTMLElement {
  return h('details', { class: 'map-key' },
    h('summary', {}, 'Key'),
    h('ul', {},
      item(sizes(), 'the larger, the more certain'),
      item(line(''), 'happened along a stretch'),
      item(line('5 4'), 'planned or possible along a stretch'),
      item(circle('near'), 'near: the radius that the words give'),
      item(circle('wide'), 'somewhere in the district or province'),
      item(ring(), 'several events; thin and dashed: not told as done'),
    ),
  );
}

function item(sample: SVGElement, words: string): HTMLElement {
  return h('li', {}, sample, words);
}

function drawing(...parts: SVGElement[]): SVGElement {
  return s('svg', { viewBox: '0 0 46 24', width: 46, height: 24, 'aria-hidden': 'true' }, ...parts);
}

function sizes(): SVGElement {
  return drawing(...SAMPLES.map((certainty, index) =>
    s('circle', { cx: 8 + index * 15, cy: 12, r: 7 * scale(certainty), class: 'solid' })));
}

function line(dashes: string): SVGElement {
  return drawing(s('path', { d: 'M4 12H42', class: 'line', 'stroke-dasharray': dashes || null }));
}

function circle(kind: string): SVGElement {
  return drawing(s('circle', { cx: 23, cy: 12, r: 10.5, class: kind }));
}

function ring(): SVGElement {
  const arc = (from: number, to: number, style: string) => {
    const at = (share: number) => {
      const angle = (share - 0.25) * 2 * Math.PI;
      return `${(23 + 8.5 * Math.cos(angle)).toFixed(2)} ${(12 + 8.5 * Math.sin(angle)).toFixed(2)}`;
    };
    return s('path', { d: `M${at(from)}A8.5 8.5 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`, class: style });
  };
  return drawing(arc(0, 0.35, 'arc family-0'), arc(0.35, 0.7, 'arc family-4'), arc(0.7, 1, 'open-arc'));
}
