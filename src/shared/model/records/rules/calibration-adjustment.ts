import { driftLimits } from '../../../calc/calibration-drift';
import { calibrationLine, type FoundPoint } from '../../../calc/calibration-line';
import type { Fields } from '../field-value';
import type { ProbeKind } from '../kinds/calibration-fields';
import type { ComputedValue } from '../record';
import { value } from '../record-rule';

/** How far a probe may have drifted since it was calibrated last, in the unit of its channel; null: no limit is set. */
export function driftLimitOf(probe: ProbeKind): number | null {
  const limits: Partial<Record<ProbeKind, number>> = {
    ph: driftLimits.ph,
    do: driftLimits.doPct,
    'off-gas-o2': driftLimits.gasPct,
    'off-gas-co2': driftLimits.gasPct,
    temperature: driftLimits.tempC,
  };
  return limits[probe] ?? null;
}

/**
 * The line that readings are put right with, and how far they were off before: of a calibration that the station took
 * from the line. Nothing for one that a person typed.
 */
export function adjustmentOf(f: Fields, probe: ProbeKind): ComputedValue[] {
  const rows = f.rows('asFound');
  if (f.text('taken') !== 'wizard' || rows.length === 0) return [];
  const points = rows.flatMap((row): FoundPoint[] => {
    const [reference, reading] = [row.num('reference'), row.num('reading')];
    return reference === undefined || reading === undefined ? [] : [{ reference, reading }];
  });
  const line = calibrationLine(points, f.num('gainBefore') ?? 1, probe === 'od' ? 'relative' : 'straight');
  const off = rows.flatMap((row) => {
    const [reference, before] = [row.num('reference'), row.num('before')];
    return reference === undefined || before === undefined ? [] : [before - reference];
  });
  const worst = off.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null;
  const isApplied = f.text('correction') === 'station';
  return [
    value('driftFound', 'Off before, at the worst point', '', worst),
    ...(isApplied && typeof line !== 'string'
      ? [value('applyGain', 'Gain', '', line.gain), value('applyOffset', 'Offset', '', line.offset)]
      : []),
  ];
}
