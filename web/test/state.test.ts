import { expect, test } from 'vitest';
import { NO_FILTERS } from '../src/filter';
import { fromHash, START, toHash, type State } from '../src/state';

test('the start needs no words', () => {
  expect(toHash(START)).toBe('');
  expect(fromHash('')).toEqual(START);
});

const FULL: State = {
  filters: {
    hidden: new Set(['air-strike', 'protest']),
    unasserted: new Set(['planned', 'denied'] as const),
    place: 'Ash Sha’fah & هجين',
    since: '2019-03-01',
    until: '2019-03-31',
    undated: false,
    certainty: 0.55,
    unplaced: true,
  },
  order: 'certain',
  panel: { kind: 'report', id: 'ab12-1', claim: 'c:96:surrender' },
  view: { lat: 34.5, lon: 40.9, zoom: 8.25 },
};

test.each<[string, State]>([
  ['all at once', FULL],
  ['an event', { ...START, panel: { kind: 'event', id: 'e#1&x' } }],
  ['a place', { ...START, panel: { kind: 'place', id: 'gn:163342' } }],
  ['a search', { ...START, panel: { kind: 'search', words: '"mines" 100 %' } }],
])('%s survives its address', (_, state) => {
  expect(fromHash(`#${toHash(state)}`)).toEqual(state);
});

test.each([
  ['since=yesterday'], ['until=2019-02-31x'], ['not=certain'], ['order=random'], ['map=1/2'], ['map=a/b/c'],
  ['map=3/99/1'], ['sure=200'], ['sure=-5'], ['sure=0.5'], ['event='], ['nonsense'],
])('%s is as at the start', (hash) => {
  expect(fromHash(`#${hash}`)).toEqual({ ...START, filters: NO_FILTERS });
});
