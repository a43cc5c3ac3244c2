import { holeCauses, type HoleCause } from '../../../shared/model/hole';
import './hole-marks.css';

/** The colours a canvas draws with: read from the page, because a canvas knows no CSS variables. */
export interface Palette {
  readonly series: readonly string[];
  readonly ink: string;
  readonly dim: string;
  readonly grid: string;
  readonly line: string;
  readonly ground: string;
  /** Of the causes of holes. */
  readonly holes: Readonly<Record<HoleCause, string>>;
  readonly font: string;
}

const seriesNames = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `--bt-series-${n}`);

/** Reads the colours of the scheme that is in force (ui/theme.css). */
export function readPalette(root: HTMLElement): Palette {
  const style = getComputedStyle(root);
  const colour = (name: string): string => style.getPropertyValue(name).trim() || '#808080';
  return {
    series: seriesNames.map(colour),
    ink: colour('--bt-ink-2'),
    dim: colour('--bt-ink-3'),
    grid: colour('--bt-grid'),
    line: colour('--bt-line'),
    ground: colour('--bt-raised'),
    holes: Object.fromEntries(
      holeCauses.map(({ id }) => [id, colour(`--bt-hole-${id}`)]),
    ) as Palette['holes'],
    font: getComputedStyle(root.ownerDocument.body).fontFamily,
  };
}

/** Calls back after a switch between light and dark. Returns a function that stops it. */
export function onSchemeChange(root: HTMLElement, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
  return () => observer.disconnect();
}
