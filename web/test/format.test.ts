import { expect, test } from 'vitest';
import { amount, ASSERTION_ORDER, assertion, countRule, days, parents, percent, plain, plural } from '../src/format';
import { place } from './events';

test.each([
  ['2019-03-08', '2019-03-08', 'day', '8 Mar 2019'],
  ['2019-03-08', null, 'day', '8 Mar 2019'],
  ['2019-03-08', '2019-03-08', 'days', 'about 8 Mar 2019'],
  ['2019-03-08', '2019-03-12', 'days', '8–12 Mar 2019'],
  ['2019-02-27', '2019-03-02', 'week', '27 Feb 2019 – 2 Mar 2019'],
  ['2018-12-01', '2018-12-31', 'month', 'Dec 2018'],
  ['2018-01-01', '2018-12-31', 'year', '2018'],
  [null, '2019-03-08', 'day', 'by 8 Mar 2019'],
  [null, '2019-03-08', 'unknown', 'by 8 Mar 2019'],
  ['2019-03-08', null, 'longer', 'since 8 Mar 2019'],
  [null, null, 'unknown', 'date not known'],
] as const)('%s to %s by %s is %s', (start, end, precision, expected) => {
  expect(days(start, end, precision)).toBe(expected);
});

test.each([
  [2, 2, 2, '2'],
  [40, 40, null, 'at least 40'],
  [null, 50, 50, 'at most 50'],
  [20, 25, 30, '20 to 30, about 25'],
  [20, 20, 30, '20 to 30'],
  [null, 24, null, 'perhaps 24, told vaguely'],
  [null, null, null, 'number not told'],
  [12000, 12000, 12000, '12,000'],
])('%s, %s, %s is %s', (low, best, high, expected) => {
  expect(amount({ low, best, high })).toBe(expected);
});

test('only what is told as done or under way has happened', () => {
  expect(ASSERTION_ORDER.filter((value) => assertion(value).happened)).toEqual(['realized', 'ongoing']);
});

test('words', () => {
  expect(plain('explosive_hazard')).toBe('explosive hazard');
  expect(plural(1, 'report')).toBe('1 report');
  expect(plural(2000, 'report')).toBe('2,000 reports');
  expect(countRule('only')).toBe('the only number told');
  expect(countRule('majority-alleged')).toBe('the number of most reports, alleged by one side');
  expect(percent(0.934)).toBe('93 %');
  expect(parents(place('Aden', { admin1: 'Aden', country: 'YEM' }))).toBe('Yemen');
});
