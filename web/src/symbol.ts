/** Symbols of events: the form tells the family, the stroke and filling tell how it is told. */

import { s } from './dom';
import { familyStyle, type Form } from './palette';
import type { Assertion } from './types';

/** How a symbol is drawn. Only what is told as having happened is filled. */
export interface Stroke {
  /** Opacity of the filling, 0 for hollow. */
  fill: number;
  /** Dashes of the outline, in units of the symbol; empty for an unbroken line. */
  dash: readonly number[];
  /** A line through the symbol. */
  slash: boolean;
  /** A dot in the middle. */
  dot: boolean;
  /** A second outline around the symbol. */
  ring: boolean;
}

const PLAIN: Stroke = { fill: 1, dash: [], slash: false, dot: false, ring: false };

const STROKES: Record<Assertion, Stroke> = {
  realized: PLAIN,
  ongoing: { ...PLAIN, ring: true },
  alleged: { ...PLAIN, fill: 0, dot: true },
  planned: { ...PLAIN, fill: 0, dash: [3.4, 2.4] },
  conditional: { ...PLAIN, fill: 0, dash: [1.2, 2] },
  denied: { ...PLAIN, fill: 0, slash: true },
  historical: { ...PLAIN, fill: 0.28 },
};

export function strokeOf(assertion: Assertion): Stroke {
  return STROKES[assertion];
}

type Corner = readonly [number, number];

const polygon = (corners: readonly Corner[]) =>
  `M${corners.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;

const around = (count: number, radius: (index: number) => number, turn: number): Corner[] =>
  Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI + turn;
    return [Math.sin(angle) * radius(index), -Math.cos(angle) * radius(index)];
  });

const round = (value: number) => Math.round(value * 100) / 100;

/** Outline of a form around the origin, as an SVG path that `Path2D` reads too; areas are alike. */
export function outline(form: Form): string {
  switch (form) {
    case 'burst':
      return polygon(around(16, (index) => (index % 2 === 0 ? 9 : 5.6), 0));
    case 'wedge':
      return polygon([[-7.8, -6], [7.8, -6], [0, 8]]);
    case 'triangle':
      return polygon([[-7.8, 6], [7.8, 6], [0, -8]]);
    case 'square':
      return polygon([[-6.3, -6.3], [6.3, -6.3], [6.3, 6.3], [-6.3, 6.3]]);
    case 'diamond':
      return polygon([[0, -8.6], [8.6, 0], [0, 8.6], [-8.6, 0]]);
    case 'hexagon':
      return polygon(around(6, () => 7.6, 0));
    case 'cross':
      return polygon([
        [-2.9, -7.8], [2.9, -7.8], [2.9, -2.9], [7.8, -2.9], [7.8, 2.9], [2.9, 2.9],
        [2.9, 7.8], [-2.9, 7.8], [-2.9, 2.9], [-7.8, 2.9], [-7.8, -2.9], [-2.9, -2.9],
      ]);
    case 'circle':
      return 'M7 0A7 7 0 1 1 -7 0A7 7 0 1 1 7 0Z';
  }
}

/** Half the width of a symbol with its ring, in its own units. */
export const REACH = 12;

/** Radius of the ring around what is under way: outside of every form. */
export const RING = 10.9;

/** A symbol as an element, for lists and legends. Its colour follows the theme. */
export function symbol(family: number, assertion: Assertion, size = 18): SVGSVGElement {
  const { fill, dash, slash, dot, ring } = strokeOf(assertion);
  const path = outline(familyStyle(family).form);
  return s(
    'svg',
    {
      class: `symbol family-${family}`,
      viewBox: `${-REACH} ${-REACH} ${2 * REACH} ${2 * REACH}`,
      width: size,
      height: size,
      'aria-hidden': 'true',
    },
    ring && s('circle', { r: RING, class: 'ring' }),
    s('path', { d: path, class: 'outline', 'fill-opacity': fill, 'stroke-dasharray': dash.join(' ') || null }),
    slash && s('path', { d: 'M-9 9L9 -9', class: 'slash' }),
    dot && s('circle', { r: 2.2, class: 'dot' }),
  );
}
