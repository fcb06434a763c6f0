import { expect, test } from 'vitest';
import { contrast, FAMILY_COUNT, familyStyle, TEXT_PAIRS, THEMES, type Theme } from '../src/palette';

/** WCAG 2.2: text, and what is needed to understand a drawing. */
const TEXT = 4.5;
const DRAWING = 3;

const themes: Theme[] = ['light', 'dark'];

test('contrast is measured as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#123456', '#123456')).toBe(1);
});

test.each(themes)('every text of the %s theme is legible', (theme) => {
  const colours = THEMES[theme];
  for (const [text, ground] of TEXT_PAIRS) {
    const ratio = contrast(colours[text] ?? '', colours[ground] ?? '');
    expect(ratio, `${text} on ${ground}: ${ratio.toFixed(2)}`).toBeGreaterThanOrEqual(TEXT);
  }
});

test.each(themes)('every symbol of the %s theme stands out from the map and the page', (theme) => {
  for (let family = 0; family < FAMILY_COUNT; family += 1) {
    const { form } = familyStyle(family);
    for (const ground of ['land', 'water', 'surface', 'raised', 'selected']) {
      const ratio = contrast(familyStyle(family)[theme], THEMES[theme][ground] ?? '');
      expect(ratio, `${form} on ${ground}: ${ratio.toFixed(2)}`).toBeGreaterThanOrEqual(DRAWING);
    }
  }
});

test('both themes name the same colours', () => {
  expect(Object.keys(THEMES.dark)).toEqual(Object.keys(THEMES.light));
});

test('every family has its own form and colour', () => {
  const families = Array.from({ length: FAMILY_COUNT }, (_, family) => familyStyle(family));
  for (const part of ['form', ...themes] as const) {
    expect(new Set(families.map((style) => style[part])).size).toBe(FAMILY_COUNT);
  }
  expect(familyStyle(FAMILY_COUNT)).toBe(familyStyle(0));
});
