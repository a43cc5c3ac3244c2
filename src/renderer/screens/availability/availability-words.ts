import { tr } from '../../strings/translate';

/** A share that is never rounded up to all of it: `99.98 %`; a dash where nothing was expected. */
export function shareText(pct: number | null): string {
  if (pct === null) return '–';
  return pct >= 100 ? '100 %' : `${(Math.floor(pct * 100) / 100).toFixed(2)} %`;
}

/** A share that is never rounded down to nothing: `0.01 %`. */
export function lossText(pct: number | null): string {
  if (pct === null) return '–';
  return pct <= 0 ? '0 %' : `${(Math.ceil(pct * 100) / 100).toFixed(2)} %`;
}

/** A cadence as people say it: `every 10 s`. */
export function cadenceText(ms: number): string {
  if (ms < 1000) return tr('every {ms} ms', { ms });
  const seconds = ms / 1000;
  return tr('every {which} s', { which: Number.isInteger(seconds) ? seconds : seconds.toFixed(1) });
}
