/** How events are drawn. */

import type { LayerSpecification } from 'maplibre-gl';
import { FAMILY_COUNT, familyStyle, THEMES, type Theme } from '../palette';
import { FONT } from './basemap';
import { DONUT } from './donut';
import { NAME_SIZE, SLOTS } from './features';

/** Layers whose features are events that can be chosen. */
export const CHOOSABLE = ['events', 'stretches-done', 'stretches-open'];

/** The offset of an event among those of its place; a lone one has none. */
const OFFSET = [
  'match', ['get', 'slot'],
  ...SLOTS.flatMap((offset, slot) => [slot, ['literal', offset]]),
  ['literal', [0, 0]],
];

/** Layers of the events, from the ground up. */
export function eventLayers(theme: Theme): LayerSpecification[] {
  const colour = THEMES[theme] as Record<'text' | 'surface' | 'accent' | 'land', string>;
  const family = familyColour(theme);
  return [...areas(family), ...stretches(colour, family), ...symbols(colour)];
}

function areas(family: never): LayerSpecification[] {
  return [
    {
      id: 'circles',
      source: 'circles',
      type: 'fill',
      paint: { 'fill-color': family, 'fill-opacity': 0.1 },
    },
    {
      id: 'circles-edge',
      source: 'circles',
      type: 'line',
      paint: { 'line-color': family, 'line-width': 1.2, 'line-dasharray': [4, 3], 'line-opacity': 0.8 },
    },
    {
      id: 'wide',
      source: 'events',
      type: 'circle',
      filter: ['==', ['get', 'wide'], true],
      paint: {
        'circle-radius': 26,
        'circle-color': family,
        'circle-opacity': 0.1,
        'circle-stroke-color': family,
        'circle-stroke-width': 1,
        'circle-stroke-opacity': 0.5,
      },
    },
  ];
}

function stretches(colour: Record<'surface' | 'accent', string>, family: never): LayerSpecification[] {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'stretches-case',
      source: 'stretches',
      type: 'line',
      layout: round,
      paint: { 'line-color': colour.surface, 'line-width': 8, 'line-opacity': 0.9 },
    },
    {
      id: 'chosen-stretch',
      source: 'stretches',
      type: 'line',
      filter: ['==', ['get', 'id'], ''],
      layout: round,
      paint: { 'line-color': colour.accent, 'line-width': 12, 'line-opacity': 0.35 },
    },
    {
      id: 'stretches-done',
      source: 'stretches',
      type: 'line',
      filter: ['==', ['get', 'happened'], true],
      layout: round,
      paint: { 'line-color': family, 'line-width': 4, 'line-opacity': 0.85 },
    },
    {
      id: 'stretches-open',
      source: 'stretches',
      type: 'line',
      filter: ['==', ['get', 'happened'], false],
      paint: { 'line-color': family, 'line-width': 3, 'line-dasharray': [1.6, 1.2], 'line-offset': 5 },
    },
  ];
}

function symbols(
  colour: Record<'text' | 'surface' | 'accent' | 'land', string>,
): LayerSpecification[] {
  return [
    {
      id: 'villages',
      source: 'places',
      type: 'circle',
      minzoom: 5,
      paint: {
        'circle-radius': 2.6,
        'circle-color': colour.surface,
        'circle-stroke-color': colour.text,
        'circle-stroke-width': 1.2,
      },
    },
    // Below the symbols: what lies above is placed first, and names give way to it.
    {
      id: 'places',
      source: 'places',
      type: 'symbol',
      minzoom: 5,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': NAME_SIZE,
        'symbol-sort-key': ['get', 'rank'],
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': ['get', 'lift'],
        'text-max-width': 9,
      },
      paint: { 'text-color': colour.text, 'text-halo-color': colour.land, 'text-halo-width': 1.8 },
    },
    {
      id: 'chosen',
      source: 'events',
      type: 'circle',
      filter: ['==', ['get', 'id'], ''],
      paint: {
        'circle-radius': 19,
        'circle-color': colour.accent,
        'circle-opacity': 0.2,
        'circle-stroke-color': colour.accent,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'events',
      source: 'events',
      type: 'symbol',
      filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': ['get', 'size'],
        'icon-offset': OFFSET as never,
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'size'],
      },
    },
    {
      id: 'clusters',
      source: 'events',
      type: 'symbol',
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': DONUT as never,
        'icon-allow-overlap': true,
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': FONT,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': colour.text },
    },
  ];
}

/** The colour of a feature's family, as an expression. */
function familyColour(theme: Theme): never {
  const choices = Array.from({ length: FAMILY_COUNT - 1 }, (_, before) => [
    before + 1,
    familyStyle(before + 1)[theme],
  ]);
  return ['match', ['get', 'family'], ...choices.flat(), familyStyle(0)[theme]] as never;
}
