import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import type { QualityId } from '../../../shared/model/quality';

/** The measured channels that the twin computes from. */
export const inputTags = [
  'Gas_Flow_Inlet',
  'Gas_MFC_air',
  'Gas_MFC_O2',
  'OffGas_O2',
  'OffGas_CO2',
  'Base_Pump_Rate',
  'Feed_Glycerol',
  'Feed_MeOH',
  'DO',
  'Stir_PV',
  'Reactor_Pressure',
  'Gas_Flow_Outlet',
  'Temp_Broth',
  'Temp_pH_Probe',
  'Temp_DO_Probe',
  'OD',
  'Weight',
  'Stir_torque',
  'pH',
  'Heater_PID_out',
  'Temp_Exhaust',
  'Temp_Stirrer_Motor',
] as const;
export type InputTag = (typeof inputTags)[number];

/** Length of a window; windows lie on whole half minutes of UTC. */
export const windowMs = 30_000;

/** One window of inputs: the mean of each channel, or null where it holds nothing usable. */
export interface InputCell {
  /** End of the window, epoch ms. */
  readonly end: number;
  readonly values: Readonly<Record<InputTag, number | null>>;
  /** Why an input is null although there were samples; an input that is null and not in here has none. */
  readonly doubts?: Readonly<Partial<Record<InputTag, QualityId>>>;
}

/**
 * The mean of a cell where at least half of its samples are good (science.md D7), else null.
 * @param good percent of the samples that are good
 */
export function usableMean(mean: number, n: number, good: number): number | null {
  return n > 0 && good >= 50 && Number.isFinite(mean) ? mean : null;
}

/** A cell without any input, for windows that history knows nothing of. */
export function emptyCell(end: number): InputCell {
  return { end, values: cellValues(() => null) };
}

/** The values of a cell from a function of the tag. */
export function cellValues(of: (tag: InputTag) => number | null): Record<InputTag, number | null> {
  return Object.fromEntries(inputTags.map((tag) => [tag, of(tag)])) as Record<InputTag, number | null>;
}

/** An input as a formula takes it: its value, or why there is none. */
export function inputOf(cell: InputCell, tag: InputTag): Computed {
  const value = cell.values[tag];
  return value === null ? withheld(cell.doubts?.[tag] ?? 'missing-input') : computed(value);
}
