import type { AlarmPriority } from '../../../shared/model/alarm';
import { alarmPriorities } from '../../../shared/model/alarm';
import type { DrawnTrace } from './draw-traces';
import type { Palette } from './palette';

/** What is drawn of a trend beside its lines; places in px from the upper left corner of the plot. */
export interface DrawnOverlay {
  readonly ghosts: readonly DrawnTrace[];
  readonly phases: readonly { readonly from: number; readonly to: number; readonly words: string }[];
  readonly limits: readonly {
    /** Share of the height, 0 below; outside of 0 to 1 it is not drawn. */
    readonly share: number;
    readonly side: 'high' | 'low';
    readonly priority: AlarmPriority;
    readonly colour: string;
  }[];
  readonly marks: readonly number[];
}

interface Inner {
  readonly width: number;
  readonly height: number;
}

/** Phases as words at the top, told apart by a line; limits as dashes with the number of their priority. */
export function drawBehind(
  context: CanvasRenderingContext2D,
  { phases, limits }: DrawnOverlay,
  { width, height }: Inner,
  palette: Palette,
): void {
  // A font is looked up in the page's rules, which makes the page bring them up to date: not for nothing.
  if (phases.length === 0 && limits.length === 0) return;
  context.save();
  context.textBaseline = 'top';
  context.font = `10px ${palette.font}`;
  context.lineWidth = 1;
  for (const { from, to, words } of phases) {
    context.strokeStyle = palette.dim;
    context.globalAlpha = 0.5;
    if (from > 0) line(context, Math.round(from) + 0.5, 0, Math.round(from) + 0.5, height);
    if (context.measureText(words).width + 8 > to - from) continue;
    context.globalAlpha = 0.9;
    context.fillStyle = palette.dim;
    context.textAlign = 'left';
    context.fillText(words, Math.max(0, from) + 4, 1);
  }
  for (const { share, side, priority, colour } of limits) {
    if (share < 0 || share > 1) continue;
    const y = Math.round(height * (1 - share)) + 0.5;
    context.globalAlpha = 0.85;
    context.strokeStyle = colour;
    context.setLineDash([6, 3, 1, 3]);
    line(context, 0, y, width, y);
    context.setLineDash([]);
    const letter = alarmPriorities.find(({ id }) => id === priority)?.letter ?? '';
    const words = `${letter} ${side}`;
    const room = context.measureText(words).width + 6;
    context.globalAlpha = 0.85;
    context.fillStyle = palette.ground;
    context.fillRect(width - room, y - 6, room, 12);
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.textAlign = 'right';
    context.fillText(words, width - 3, y - 5);
  }
  context.restore();
}

/** Notes as small flags at the bottom: what they say is in the list of the panel. */
export function drawInFront(
  context: CanvasRenderingContext2D,
  { marks }: DrawnOverlay,
  { height }: Inner,
  palette: Palette,
): void {
  if (marks.length === 0) return;
  context.save();
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  for (const x of marks) {
    const at = Math.round(x) + 0.5;
    context.globalAlpha = 0.35;
    line(context, at, 0, at, height);
    context.globalAlpha = 1;
    context.beginPath();
    context.moveTo(at - 4, height + 2);
    context.lineTo(at + 4, height + 2);
    context.lineTo(at, height - 6);
    context.fill();
  }
  context.restore();
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
