import { expect, test } from 'vitest';
import { runs } from '../src/marks';
import type { Mark } from '../src/types';

const mark = (kind: Mark['kind'], start: number, end: number): Mark => ({ kind, start, end });

/** Runs as text: `[kinds words]` for marked ones. */
function shown(text: string, marks: Mark[], start?: number, end?: number): string {
  return runs(text, marks, start, end)
    .map(({ text: words, kinds }) => (kinds.length === 0 ? words : `[${kinds.join('+')} ${words}]`))
    .join('');
}

test.each<[string, string, Mark[], string]>([
  ['no marks', 'two died', [], 'two died'],
  ['one', 'two died', [mark('trigger', 4, 8)], 'two [trigger died]'],
  ['touching', 'two died', [mark('quantity', 0, 4), mark('trigger', 4, 8)], '[quantity two ][trigger died]'],
  ['inside another', 'two farmers', [mark('target', 0, 11), mark('quantity', 0, 3)], '[quantity+target two][target  farmers]'],
  ['crossing', 'abcdef', [mark('actor', 0, 4), mark('place', 2, 6)], '[actor ab][actor+place cd][place ef]'],
  ['the same twice', 'abc', [mark('actor', 0, 3), mark('actor', 0, 3)], '[actor abc]'],
  ['past the end', 'abc', [mark('actor', 1, 99)], 'a[actor bc]'],
  ['empty and inverted', 'abc', [mark('actor', 1, 1), mark('place', 2, 1)], 'abc'],
  ['right to left', 'غارة جوية', [mark('trigger', 0, 4)], '[trigger غارة] جوية'],
])('%s', (_, text, marks, expected) => {
  expect(shown(text, marks)).toBe(expected);
});

test('a part of a text keeps the offsets of the whole', () => {
  expect(shown('one two three', [mark('actor', 4, 7), mark('place', 8, 13)], 2, 10)).toBe('e [actor two] [place th]');
});

test('the runs together are the text', () => {
  const text = 'Clearance teams are removing mines';
  const marks = [mark('actor', 0, 15), mark('trigger', 20, 28), mark('means', 29, 34), mark('place', 10, 30)];
  expect(runs(text, marks).map((run) => run.text).join('')).toBe(text);
});
