/** What depletion is judged by; see `PhaseWindow`. */
export interface DepletionWindow {
  readonly cerMmolLH: number | null;
  readonly doPct: number | null;
  readonly stirrerRpm: number | null;
  readonly gasNlMin: number | null;
  readonly oxygenNlMin: number | null;
  readonly pressureBarA: number | null;
  readonly glycerolMlMin: number | null;
  readonly methanolMlMin: number | null;
}

/** Rise of dissolved oxygen, points, and fall of CO2 evolution, share (science.md D6). */
const doRise = 20;
const cerFall = 0.5;
/** A fall from less than this is noise, mmol/L/h. */
const leastCer = 2;

/**
 * Words of evidence when the carbon source has run out within these windows (ten minutes, oldest first): DO up by more
 * than 20 points, CER down by more than half, and nobody did anything that explains it. Null otherwise.
 */
export function depletionEvidence(windows: readonly DepletionWindow[]): string | null {
  const now = windows.at(-1);
  if (!now || now.doPct === null || now.cerMmolLH === null) return null;
  const lowest = lowestDo(windows);
  const highestCer = Math.max(...windows.map((w) => w.cerMmolLH ?? Number.NEGATIVE_INFINITY));
  if (lowest === null || highestCer < leastCer) return null;
  const rise = now.doPct - (lowest.doPct ?? now.doPct);
  const fall = 1 - now.cerMmolLH / highestCer;
  if (rise <= doRise || fall <= cerFall || isExplained(lowest, now, windows)) return null;
  return `DO up ${rise.toFixed(0)} points and CER down ${(100 * fall).toFixed(0)} % within 10 min, nothing changed by hand`;
}

function lowestDo(windows: readonly DepletionWindow[]): DepletionWindow | null {
  let lowest: DepletionWindow | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const window of windows) {
    if (window.doPct === null || window.doPct >= least) continue;
    least = window.doPct;
    lowest = window;
  }
  return lowest;
}

/** More stirring, gas, oxygen or pressure raises DO; a feed that changed explains both. */
function isExplained(
  before: DepletionWindow,
  now: DepletionWindow,
  windows: readonly DepletionWindow[],
): boolean {
  const more = (name: 'stirrerRpm' | 'gasNlMin', factor: number): boolean =>
    (now[name] ?? 0) > (before[name] ?? Number.POSITIVE_INFINITY) * factor;
  const up = (name: 'oxygenNlMin' | 'pressureBarA', by: number): boolean =>
    (now[name] ?? 0) - (before[name] ?? Number.POSITIVE_INFINITY) > by;
  const changed = (name: 'glycerolMlMin' | 'methanolMlMin'): boolean => {
    const flows = windows.map((w) => w[name]).filter((flow) => flow !== null);
    return flows.length > 0 && Math.max(...flows) - Math.min(...flows) > 0.05;
  };
  return (
    more('stirrerRpm', 1.05) ||
    more('gasNlMin', 1.05) ||
    up('oxygenNlMin', 0.2) ||
    up('pressureBarA', 0.02) ||
    changed('glycerolMlMin') ||
    changed('methanolMlMin')
  );
}
