/** Colours of the families of happenings and of the page, with the measure of their contrast. */

export type Theme = 'light' | 'dark';

/** Outline of a symbol, so that families are told apart without colour. */
export type Form =
  | 'burst' | 'wedge' | 'square' | 'triangle' | 'circle' | 'cross' | 'diamond' | 'hexagon';

interface FamilyStyle {
  form: Form;
  light: string;
  dark: string;
}

/**
 * One style per family, in the order of the ontology: fighting, violence, control, hazard, people,
 * aid, civic, words. Hues lie apart for the three common kinds of colour blindness where they can,
 * and every family has its own form besides. A ninth family begins again with the first.
 */
const FAMILY_STYLES: readonly FamilyStyle[] = [
  { form: 'burst', light: '#c23b12', dark: '#ff8d66' },
  { form: 'wedge', light: '#8d1f63', dark: '#f27fb6' },
  { form: 'square', light: '#1f5aa8', dark: '#7eb2f5' },
  { form: 'triangle', light: '#8f6200', dark: '#f2c04d' },
  { form: 'circle', light: '#0c7354', dark: '#55d1a7' },
  { form: 'cross', light: '#0b7390', dark: '#63cdea' },
  { form: 'diamond', light: '#6d48b8', dark: '#bca4f7' },
  { form: 'hexagon', light: '#5c646c', dark: '#b3bcc5' },
];

/** Style of the family at `index` in the ontology's order. */
export function familyStyle(index: number): FamilyStyle {
  const style = FAMILY_STYLES[Math.max(0, index) % FAMILY_STYLES.length];
  return style ?? { form: 'hexagon', light: '#5c646c', dark: '#b3bcc5' };
}

export const FAMILY_COUNT = FAMILY_STYLES.length;

/** Colours of the page, written to custom properties of the root element. */
export const THEMES: Record<Theme, Record<string, string>> = {
  light: {
    ground: '#eef1f3',
    surface: '#ffffff',
    raised: '#f6f8f9',
    text: '#1a2128',
    muted: '#515c67',
    line: '#d3dae0',
    accent: '#175a88',
    'on-accent': '#ffffff',
    selected: '#e3eef6',
    warning: '#7a4b00',
    'warning-ground': '#fdf3dc',
    focus: '#0b5cad',
    land: '#f7f5f0',
    water: '#cfdde6',
    border: '#a39b8d',
    division: '#b8b0a1',
    river: '#8fb4cb',
    label: '#4d5358',
    'mark-trigger': '#fbd9c9',
    'mark-actor': '#d8e5f8',
    'mark-target': '#f3d9ea',
    'mark-place': '#d2eee2',
    'mark-time': '#f9ecc4',
    'mark-quantity': '#e5defa',
    'mark-means': '#dde2e6',
    'mark-attribution': '#d3ecf4',
    'mark-assertion': '#f6e2bd',
  },
  dark: {
    ground: '#12161a',
    surface: '#1a1f24',
    raised: '#20262c',
    text: '#e6ebef',
    muted: '#a7b2bc',
    line: '#343d46',
    accent: '#84c0ea',
    'on-accent': '#0d1a24',
    selected: '#22384a',
    warning: '#f3cd83',
    'warning-ground': '#33290f',
    focus: '#8ecbff',
    land: '#262c31',
    water: '#151b21',
    border: '#6c757d',
    division: '#55606a',
    river: '#42617a',
    label: '#b4bec7',
    'mark-trigger': '#6b2f18',
    'mark-actor': '#1f416e',
    'mark-target': '#642551',
    'mark-place': '#14533f',
    'mark-time': '#5c4708',
    'mark-quantity': '#45337d',
    'mark-means': '#424c55',
    'mark-attribution': '#0f4d60',
    'mark-assertion': '#614411',
  },
};

/** Pairs of text and ground that stand on each other: each must meet WCAG AA for text, 4.5. */
export const TEXT_PAIRS: readonly [string, string][] = [
  ['text', 'surface'], ['text', 'raised'], ['text', 'ground'], ['text', 'selected'],
  ['muted', 'surface'], ['muted', 'raised'], ['muted', 'ground'], ['muted', 'selected'],
  ['accent', 'surface'], ['accent', 'raised'], ['accent', 'selected'], ['on-accent', 'accent'],
  ['warning', 'warning-ground'], ['warning', 'surface'], ['label', 'land'], ['label', 'water'],
  ['text', 'mark-trigger'], ['text', 'mark-actor'], ['text', 'mark-target'],
  ['text', 'mark-place'], ['text', 'mark-time'], ['text', 'mark-quantity'],
  ['text', 'mark-means'], ['text', 'mark-attribution'], ['text', 'mark-assertion'],
];

/** Contrast of two colours by WCAG 2.2: 1 for none, 21 for black on white. */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
