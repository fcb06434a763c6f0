import { expect, test } from 'vitest';
import { countBy, fold, NO_FILTERS, onMap, ordered, passes, type Filters } from '../src/filter';
import { at, event, place } from './events';

const filters = (change: Partial<Filters>): Filters => ({ ...NO_FILTERS, ...change });

test.each<[string, Partial<Filters>, boolean]>([
  ['nothing asked', {}, true],
  ['its happening hidden', { hidden: new Set(['armed-clash']) }, false],
  ['another hidden', { hidden: new Set(['protest']) }, true],
  ['its assertion left out', { unasserted: new Set(['realized'] as const) }, false],
  ['its day', { since: '2019-03-08', until: '2019-03-08' }, true],
  ['days after it', { since: '2019-03-09' }, false],
  ['days before it', { until: '2019-03-07' }, false],
  ['its place', { place: 'haj' }, true],
  ['its division', { place: 'deir ez zor' }, true],
  ['its country', { place: 'syr' }, true],
  ['another place', { place: 'Baghuz' }, false],
  ['as certain as it is', { certainty: 0.8 }, true],
  ['more certain than it is', { certainty: 0.85 }, false],
  ['only what is not on the map', { unplaced: true }, false],
])('%s', (_, change, expected) => {
  expect(passes(event('a'), filters(change))).toBe(expected);
});

test('an event over several days passes when any of them is asked for', () => {
  const long = event('a', { start: '2019-03-01', end: '2019-03-20' });
  expect(passes(long, filters({ since: '2019-03-10', until: '2019-03-12' }))).toBe(true);
  expect(passes(long, filters({ since: '2019-03-21' }))).toBe(false);
});

test('undated events stay unless they are left out, and only when days are chosen', () => {
  const undated = event('a', { start: null, end: null });
  expect(passes(undated, filters({ since: '2019-03-10' }))).toBe(true);
  expect(passes(undated, filters({ since: '2019-03-10', undated: false }))).toBe(false);
  expect(passes(undated, filters({ undated: false }))).toBe(true);
});

test('a stretch is found by the villages it covers', () => {
  const shape = { form: 'stretch' as const, from: place('Hajin'), to: place('Ash Sha’fah'), covers: [place('Abu Hassan')] };
  const along = event('a', { place: at(place('Hajin'), { shape }) });
  for (const name of ['hajin', 'shafah', "Sha'fah", 'abu-hassan']) {
    expect(passes(along, filters({ place: name })), name).toBe(true);
  }
});

test.each([
  ['Ash Sha’fah', 'ash shafah'],
  ["Sha'fah", 'shafah'],
  ['Deir ez-Zor', 'deir ez zor'],
  ['  Übermorgen  ', 'ubermorgen'],
  ['هجين', 'هجين'],
])('%s folds to %s', (text, expected) => {
  expect(fold(text)).toBe(expected);
});

test('nothing is drawn in the middle of a country', () => {
  expect(onMap(event('a'))).toBe(true);
  expect(onMap(event('a', { place: null }))).toBe(false);
  expect(onMap(event('a', { place: at(place('Sudan'), { precision: 'country' }) }))).toBe(false);
  expect(onMap(event('a', { place: at(place('Darfur'), { precision: 'admin1' }) }))).toBe(true);
});

test('orders are whole and repeatable', () => {
  const events = [
    event('b', { start: '2019-01-01', certainty: 0.4, reports: 3 }),
    event('c', { start: null, end: null, certainty: 0.9, place: null }),
    event('a', { start: '2020-01-01', certainty: 0.4, place: at(place('Aden')) }),
  ];
  const ids = (order: Parameters<typeof ordered>[1]) => ordered(events, order).map(({ id }) => id).join('');
  expect(ids('newest')).toBe('abc');
  expect(ids('oldest')).toBe('bac');
  expect(ids('certain')).toBe('cab');
  expect(ids('reports')).toBe('bac');
  expect(ids('place')).toBe('abc');
});

test('counts are by key', () => {
  const counts = countBy([event('a'), event('b'), event('c', { happening: 'protest' })], (one) => one.happening);
  expect([...counts]).toEqual([['armed-clash', 2], ['protest', 1]]);
});
