import { medianInPlace } from '../../../shared/calc/statistics';
import { windowMs, type InputCell } from '../features/input-cell';

/** Gas that was cut and came back: a gassing-out test, made on purpose or not. Times are epoch ms. */
export interface GasStep {
  /** Where the seconds to look at begin and end; the end is that of the window in which they are evaluated. */
  readonly from: number;
  readonly to: number;
  /** Somewhere in the windows between these two the gas was away. */
  readonly cutAfter: number;
  readonly backBefore: number;
}

export interface GasStepFinder {
  /** Takes the next window; the step that is due with it, if one is. */
  push(cell: InputCell): GasStep | null;
}

/** The seconds that are looked at before the cut, and after the gas is back. */
const beforeMs = 90_000;
const afterMs = 180_000;
/** A window whose mean is below this share of the flow before had some seconds of cut; above the other it has none. */
const cutShare = 0.92;
const backShare = 0.97;
/** Away for longer it is no test. */
const longestMs = 12 * 60_000;
const baselineWindows = 4;

/** Finds gassing-out steps in the windows of a batch, in order; it sees the past only. */
export function createGasStepFinder(): GasStepFinder {
  let flows: number[] = [];
  let cut: { readonly at: number; readonly flow: number; backAt: number | null } | null = null;
  const forget = (): null => {
    cut = null;
    flows = [];
    return null;
  };
  return {
    push(cell) {
      const flow = gasFlow(cell);
      if (flow === null) return forget();
      if (cut === null) {
        const before = medianInPlace(Float64Array.from(flows));
        if (before !== null && flows.length >= 2 && before > 0 && flow < cutShare * before)
          cut = { at: cell.end - windowMs, flow: before, backAt: null };
        else flows = [...flows.slice(1 - baselineWindows), flow];
        return null;
      }
      if (cut.backAt === null && flow >= backShare * cut.flow) cut.backAt = cell.end;
      if (cut.backAt === null) return cell.end - cut.at > longestMs ? forget() : null;
      if (cell.end - cut.backAt < afterMs) return null;
      const { at, backAt } = cut;
      forget();
      return { from: at - beforeMs, to: cell.end, cutAfter: at, backBefore: backAt };
    },
  };
}

/** Gas supplied: by the meter at the inlet, without one by the controllers. */
export function gasFlow({ values }: InputCell): number | null {
  const { Gas_Flow_Inlet: inlet, Gas_MFC_air: air, Gas_MFC_O2: oxygen } = values;
  return inlet ?? (air === null ? null : air + (oxygen ?? 0));
}
