import { expect, test } from 'vitest';
import { bounds, drawn, ringAround, scale, SLOTS } from '../src/map/features';
import { at, event, place } from './events';

const family = () => 0;

test('what has no place of its own is not drawn', () => {
  const events = [
    event('here'),
    event('nowhere', { place: null }),
    event('country', { place: at(place('Sudan'), { precision: 'country' }) }),
  ];
  expect(drawn(events, family).events.features.map(({ properties }) => properties?.['id'])).toEqual(['here']);
});

test('events of one place lie apart, the most certain in the middle', () => {
  const events = [event('low', { certainty: 0.2 }), event('high', { certainty: 0.9 })];
  const points = drawn(events, family).events.features.map(({ properties }) => properties);
  expect(points[0]?.['id']).toBe('high');
  expect(new Set(points.map((properties) => properties?.['slot'])).size).toBe(2);
});

test('no two of many offsets are the same', () => {
  expect(new Set(SLOTS.map((offset) => offset.join())).size).toBe(SLOTS.length);
  expect(drawn([event('alone')], family).events.features[0]?.properties?.['slot']).toBe(-1);
});

test('a stretch goes through the villages it covers, in order', () => {
  const [a, b, c] = [34.1, 34.2, 34.3].map((lat) => place(`at ${lat}`, { point: { lat, lon: 40 } }));
  const shape = { form: 'stretch' as const, from: a!, covers: [b!], to: c! };
  const { stretches, places } = drawn([event('a', { place: at(a!, { shape, precision: 'near' }), assertion: 'planned' })], family);
  expect(stretches.features[0]?.geometry).toEqual({ type: 'LineString', coordinates: [[40, 34.1], [40, 34.2], [40, 34.3]] });
  expect(stretches.features[0]?.properties?.['happened']).toBe(false);
  expect(places.features.length).toBe(3);
});

test('a circle has its radius', () => {
  const ring = ringAround([40, 60], 100);
  expect(ring[0]).toEqual(ring.at(-1));
  const north = Math.max(...ring.map(([, lat = 0]) => lat));
  expect((north - 60) * 111.19).toBeCloseTo(100, 0);
});

test('the size grows with certainty and has bounds', () => {
  const sizes = [-1, 0, 0.25, 0.5, 1, 2].map(scale);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect([sizes[0], sizes.at(-1)]).toEqual([0.55, 1]);
});

test('bounds hold all that is drawn', () => {
  const events = [event('a'), event('b', { place: at(place('Aden', { point: { lat: 12.8, lon: 45 } })) })];
  expect(bounds(drawn(events, family))).toEqual([40.9, 12.8, 45, 34.5]);
  expect(bounds(drawn([], family))).toBeNull();
});
