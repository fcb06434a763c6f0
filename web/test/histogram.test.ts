import { expect, test } from 'vitest';
import { after, dateOf, dayNumber, floor, grainFor, histogram } from '../src/histogram';
import { event } from './events';

test.each([
  ['2019-03-08', 'day', '2019-03-08', '2019-03-09'],
  ['2019-03-08', 'week', '2019-03-04', '2019-03-11'],
  ['2019-03-04', 'week', '2019-03-04', '2019-03-11'],
  ['1969-12-31', 'week', '1969-12-29', '1970-01-05'],
  ['2019-01-31', 'month', '2019-01-01', '2019-02-01'],
  ['2019-12-31', 'month', '2019-12-01', '2020-01-01'],
  ['2020-02-29', 'year', '2020-01-01', '2021-01-01'],
] as const)('%s by %s', (date, grain, first, next) => {
  expect(floor(date, grain)).toBe(first);
  expect(after(date, grain)).toBe(next);
});

test('days survive their numbers', () => {
  for (const date of ['1970-01-01', '2000-02-29', '1969-07-20']) expect(dateOf(dayNumber(date))).toBe(date);
});

test.each([
  ['2019-03-01', '2019-04-30', 'day'],
  ['2019-01-01', '2020-12-31', 'week'],
  ['2015-01-01', '2022-12-31', 'month'],
  ['1990-01-01', '2022-12-31', 'year'],
] as const)('%s to %s needs bars by %s', (first, last, grain) => {
  expect(grainFor(first, last)).toBe(grain);
});

test('every dated event is in one bar, by its family', () => {
  const events = [
    event('a', { start: '2019-03-01' }),
    event('b', { start: '2019-03-03', happening: 'protest' }),
    event('c', { start: '2019-03-03' }),
    event('d', { start: null, end: null }),
  ];
  const { bars, grain } = histogram(events, (one) => (one.happening === 'protest' ? 1 : 0), 2);
  expect(grain).toBe('day');
  expect(bars.map(({ first, byFamily }) => [first, ...byFamily])).toEqual([
    ['2019-03-01', 1, 0], ['2019-03-02', 0, 0], ['2019-03-03', 1, 1],
  ]);
});

test('no dated event, no bars', () => {
  expect(histogram([event('a', { start: null, end: null })], () => 0, 1).bars).toEqual([]);
});
