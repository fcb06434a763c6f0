/** Symbols as pictures for the map: one for every family and assertion. */

import type { Map as MapLibre } from 'maplibre-gl';
import { ASSERTION_ORDER } from '../format';
import { familyStyle, THEMES, type Theme } from '../palette';
import { outline, REACH, RING, strokeOf } from '../symbol';
import type { Assertion } from '../types';

/** Pixels of a picture per unit of a symbol, and per pixel of the map. */
const DENSITY = 3;
const PIXEL_RATIO = 2.4;

/** Puts all symbols of a theme into the map. */
export function addIcons(map: MapLibre, theme: Theme, families: number): void {
  for (let family = 0; family < families; family += 1) {
    for (const assertion of ASSERTION_ORDER) {
      const image = draw(family, assertion, theme);
      map.addImage(`${family}-${assertion}`, image, { pixelRatio: PIXEL_RATIO });
    }
  }
}

function draw(family: number, assertion: Assertion, theme: Theme): ImageData {
  const side = 2 * REACH * DENSITY;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.scale(DENSITY, DENSITY);
  pen.translate(REACH, REACH);
  paint(pen, family, assertion, theme);
  return pen.getImageData(0, 0, side, side);
}

function paint(
  pen: CanvasRenderingContext2D,
  family: number,
  assertion: Assertion,
  theme: Theme,
): void {
  const kind = familyStyle(family);
  const colour = kind[theme];
  const halo = THEMES[theme]['surface'] as string;
  const { fill, dash, slash, dot, ring } = strokeOf(assertion);
  const path = new Path2D(outline(kind.form));
  const line = (width: number, ink: string, what: Path2D) => {
    pen.lineWidth = width;
    pen.strokeStyle = ink;
    pen.stroke(what);
  };
  pen.lineJoin = 'round';
  if (ring) {
    const circle = new Path2D();
    circle.arc(0, 0, RING, 0, 2 * Math.PI);
    pen.fillStyle = halo;
    pen.fill(circle);
    line(1.3, colour, circle);
  }
  // A ground in the page's colour keeps hollow symbols legible on lines and on each other.
  line(3.6, halo, path);
  pen.fillStyle = halo;
  pen.fill(path);
  pen.globalAlpha = fill;
  pen.fillStyle = colour;
  pen.fill(path);
  pen.globalAlpha = 1;
  pen.setLineDash([...dash]);
  if (fill < 1) line(2, colour, path);
  pen.setLineDash([]);
  if (slash) line(2, colour, new Path2D('M-9 9L9 -9'));
  if (dot) pen.fill(new Path2D('M2.2 0A2.2 2.2 0 1 1 -2.2 0A2.2 2.2 0 1 1 2.2 0Z'));
}
