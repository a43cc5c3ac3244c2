import type { PhaseId } from '../model/phase';
import { nextPhase, startPhases } from './phase-machine';

const windowMs = 30_000;
const hourMs = 3_600_000;
/** Growth is judged by the CO2 of the last hour, of which half must be known (science.md D6). */
const growthWindows = 120;
const leastKnown = 60;

type Columns = Readonly<Record<string, Float64Array>>;

/**
 * The phase of each window by the machine that follows live batches (science.md D6), growth by CO2 alone; null before
 * inoculation and where nothing was measured.
 */
export function followPhases(
  columns: Columns,
  place: { readonly inoculatedAt: number; readonly from: number; readonly windows: number },
): (PhaseId | null)[] {
  const { inoculatedAt, from, windows } = place;
  if (columns['CER'] === undefined && columns['DO'] === undefined) return [];
  const at = (tag: string, i: number): number | null => {
    const value = columns[tag]?.[i] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  let state = startPhases(inoculatedAt);
  const phases: (PhaseId | null)[] = [];
  let seen = false;
  for (let i = 0; i < windows; i += 1) {
    const t = from + (i + 1) * windowMs;
    const measured = at('CER', i) !== null || at('DO', i) !== null;
    seen ||= measured && t > inoculatedAt;
    if (t <= inoculatedAt || !seen) {
      phases.push(null);
      continue;
    }
    state = nextPhase(state, {
      t,
      muPerH: state.phase === 'lag' ? growthByCarbonDioxide(columns['CER_clear'] ?? columns['CER'], i) : null,
      ourMmolLH: at('OUR', i),
      cerMmolLH: at('CER', i),
      doPct: at('DO', i),
      stirrerRpm: at('Stir_PV', i),
      gasNlMin: at('Gas_Flow_Inlet', i),
      oxygenNlMin: at('Gas_MFC_O2', i),
      pressureBarA: at('Reactor_Pressure', i),
      glycerolMlMin: at('Feed_Glycerol', i),
      methanolMlMin: at('Feed_MeOH', i),
    });
    phases.push(state.phase);
  }
  return phases;
}

/** Least-squares slope of ln CER over the last hour, 1/h; null where less than half of it is known. */
function growthByCarbonDioxide(cer: Float64Array | undefined, last: number): number | null {
  if (!cer || last % 4 !== 0) return null;
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (let i = Math.max(0, last - growthWindows + 1); i <= last; i += 1) {
    const rate = cer[i] ?? Number.NaN;
    if (!(rate > 0)) continue;
    const [x, y] = [((i - last) * windowMs) / hourMs, Math.log(rate)];
    n += 1;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  const spread = n * sxx - sx * sx;
  return n < leastKnown || spread <= 0 ? null : (n * sxy - sx * sy) / spread;
}
