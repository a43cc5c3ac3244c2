import type { HoleCause } from '../../../shared/model/hole';
import type { DrawnHole } from './hole-spans';

interface Look {
  readonly holes: readonly DrawnHole[];
  readonly height: number;
  /** Ground of the letters. */
  readonly ground: string;
  readonly font: string;
  readonly colours: Readonly<Record<HoleCause, string>>;
}

const stepPx = 6;
const letterPx = 13;

/** Hatching across the plot where samples are missing, with the letter of the cause; a light strip where they were filled. */
export function drawHoles(context: CanvasRenderingContext2D, look: Look): void {
  for (const hole of look.holes) {
    context.save();
    if (hole.filled) drawFilled(context, hole, look);
    else drawMissing(context, hole, look);
    context.restore();
  }
}

function drawFilled(context: CanvasRenderingContext2D, { from, to, cause }: DrawnHole, look: Look): void {
  context.fillStyle = look.colours[cause];
  context.globalAlpha = 0.1;
  context.fillRect(from, 0, to - from, look.height);
  context.globalAlpha = 0.6;
  for (let x = from; x < to; x += 4) context.fillRect(x, 0, Math.min(2, to - x), 2);
}

function drawMissing(context: CanvasRenderingContext2D, hole: DrawnHole, look: Look): void {
  const { from, to, cause } = hole;
  const { height } = look;
  context.beginPath();
  context.rect(from, 0, to - from, height);
  context.clip();
  context.fillStyle = look.colours[cause];
  context.globalAlpha = 0.09;
  context.fillRect(from, 0, to - from, height);
  context.beginPath();
  // Against the slope of doubt, so that the two are never taken for each other.
  for (let x = Math.floor(from / stepPx) * stepPx; x < to + height; x += stepPx) {
    context.moveTo(x, height);
    context.lineTo(x - height, 0);
  }
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.strokeStyle = look.colours[cause];
  context.stroke();
  context.globalAlpha = 0.9;
  hole.lines.forEach((colour, row) => {
    context.fillStyle = colour;
    context.fillRect(from, row * 4, to - from, 3);
  });
  drawLetter(context, hole, look);
}

function drawLetter(
  context: CanvasRenderingContext2D,
  { from, to, cause, letter, lines }: DrawnHole,
  look: Look,
): void {
  if (to - from < letterPx) return;
  const x = (from + to) / 2;
  const y = lines.length * 4 + 9;
  context.globalAlpha = 0.92;
  context.fillStyle = look.ground;
  context.fillRect(x - letterPx / 2, y - 7, letterPx, letterPx);
  context.globalAlpha = 1;
  context.font = `650 10.5px ${look.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = look.colours[cause];
  context.fillText(letter, x, y);
}
