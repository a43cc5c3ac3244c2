import type { Station } from '../../../station/station';
import { saveFile } from '../../figure/save-figure';
import { fileStem } from '../../figure/figure-table';
import { dateTimeText, offsetText } from '../../time-words';
import { levelWords } from '../level-words';
import type { Palette } from '../palette';
import type { TimeWindow } from '../time-view';
import type { TrendSpec } from '../trend-spec';
import { picturePlot } from './picture-plot';
import { pictureSize, pictureSvg, plotBox } from './picture-svg';
import { pngOfDrawing } from './png-of';
import { readPicture } from './read-picture';
import { tr } from '../../../strings/translate';

/** The panel a picture is made of, as it is shown. */
export interface PictureOf {
  readonly station: Station;
  readonly title: string;
  readonly unitName: string;
  readonly simulated: boolean;
  readonly spec: TrendSpec;
  readonly window: TimeWindow;
  readonly palette: Palette;
}

export interface PictureChoice {
  readonly kind: 'png' | 'svg';
  /** Points to be left of each line by LTTB; null leaves nothing out. */
  readonly thinnedTo: number | null;
}

/** As many points as one answer may hold: LTTB chooses among them. */
const mostPoints = 10_000;

/** Reads the window anew as wide as the picture, draws it and hands the file over. @throws what the station answers */
export async function savePicture(of: PictureOf, { kind, thinnedTo }: PictureChoice): Promise<void> {
  const svg = await drawnPicture(of, thinnedTo);
  const name = fileStem(of.unitName, of.title, dateTimeText(of.window.from));
  if (kind === 'svg') saveFile(`${name}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
  else saveFile(`${name}.png`, await pngOfDrawing(svg, pictureSize, 2));
}

/** The same picture into the clipboard, every extreme in it. @throws what the station answers, or where the page may not */
export async function copyPicture(of: PictureOf): Promise<void> {
  const png = drawnPicture(of, null).then((svg) => pngOfDrawing(svg, pictureSize, 2));
  // The clipboard takes what is still to come: asked for later, the click that allows it is over.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}

async function drawnPicture(of: PictureOf, thinnedTo: number | null): Promise<string> {
  const { station, spec, window, palette, title, unitName } = of;
  const data = await readPicture(station, spec, window, thinnedTo === null ? plotBox.width : mostPoints);
  const plot = picturePlot(spec, data, plotBox.width, thinnedTo, palette);
  const eastMinutes = -new Date(window.from).getTimezoneOffset();
  const level = levelWords(spec, { history: (channel) => data.history.get(channel) ?? null });
  return pictureSvg(
    plot,
    {
      title: `${unitName} · ${title}`,
      level: level === '' ? tr('Nothing was recorded in this window') : level,
      window: `${dateTimeText(window.from)} to ${dateTimeText(window.to)}, ${offsetText(eastMinutes)}`,
      leftUnit: spec.left.unit,
      rightUnit: spec.right?.unit ?? '',
      legend: spec.series.map(({ label, axis, dashed, colour }) => ({
        words: spec.right && axis === 'right' ? `${label} →` : label,
        colour: palette.series[colour] ?? palette.ink,
        dashed,
      })),
      simulated: of.simulated,
      thinnedTo,
      eastMinutes,
    },
    palette,
  );
}
