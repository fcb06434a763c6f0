/**
 * Rings for events that lie too close together to be drawn one by one: an arc for every family, in
 * its colour, and a thin dashed arc for all that is not told as having happened.
 */

import { FAMILY_COUNT, familyStyle, THEMES, type Theme } from '../palette';

const PREFIX = 'donut';
const PIXEL_RATIO = 2;

/** Sums that the map makes for every group of events: happened, by family. */
export const DONUT_SUMS = Object.fromEntries(
  Array.from({ length: FAMILY_COUNT }, (_, family) => [
    `family${family}`,
    ['+', ['case', ['==', ['get', 'family'], family], ['get', 'happened'], 0]],
  ]),
);

/** Name of the picture of a group: its total and its sums, from which it is drawn when asked for. */
export const DONUT = [
  'concat', PREFIX, '/', ['get', 'point_count'],
  ...Object.keys(DONUT_SUMS).flatMap((sum) => ['/', ['get', sum]]),
];

/** The picture of this name, or `null` where the name is not a ring's. */
export function donut(name: string, theme: Theme): { image: ImageData; pixelRatio: number } | null {
  const [prefix, ...numbers] = name.split('/');
  const [total, ...families] = numbers.map(Number);
  if (prefix !== PREFIX || !total) return null;
  return { image: draw(total, families, theme), pixelRatio: PIXEL_RATIO };
}

/** Radius in pixels: twice as many events make the ring a little wider. */
const radiusOf = (total: number) => Math.min(30, 11 + 1.8 * Math.log2(total));

function draw(total: number, families: number[], theme: Theme): ImageData {
  const radius = radiusOf(total);
  const side = Math.ceil(2 * (radius + 5) * PIXEL_RATIO);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.translate(side / 2, side / 2);
  pen.scale(PIXEL_RATIO, PIXEL_RATIO);
  const colour = THEMES[theme] as Record<'surface' | 'muted', string>;
  disc(pen, radius + 4, colour.surface);
  let share = 0;
  families.forEach((count, family) => {
    if (count === 0) return;
    arc(pen, radius, share, share + count / total, familyStyle(family)[theme], 5, []);
    share += count / total;
  });
  if (share < 0.999) arc(pen, radius, share, 1, colour.muted, 1.6, [2.5, 2]);
  return pen.getImageData(0, 0, side, side);
}

function disc(pen: CanvasRenderingContext2D, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fill();
}

/** An arc from one share of the circle to another, clockwise from the top. */
function arc(
  pen: CanvasRenderingContext2D,
  radius: number,
  from: number,
  to: number,
  colour: string,
  width: number,
  dash: number[],
): void {
  const angle = (share: number) => (share - 0.25) * 2 * Math.PI;
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.arc(0, 0, radius, angle(from), angle(to));
  pen.stroke();
}
