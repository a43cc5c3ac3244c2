import type { AppliedLine } from '../../../shared/model/calibration-applied';
import { applyLine, lineAt } from '../../../shared/model/calibration-applied';
import type { CheckSpan } from '../../../shared/model/calibration-run';
import { qualityCode } from '../../../shared/model/quality';
import type { Sample } from '../../../shared/model/reading';

const check = qualityCode('check-function');

/** Samples of probes that are being calibrated, marked; the same list where there is none. Values stay as they are. */
export function markChecked<S extends Sample>(
  samples: readonly S[],
  spans: ReadonlyMap<number, readonly CheckSpan[]>,
): readonly S[] {
  if (spans.size === 0 || !samples.some(({ series }) => spans.has(series))) return samples;
  return samples.map((sample) => {
    const away = spans
      .get(sample.series)
      ?.some(({ from, to }) => sample.t >= from && (to === null || sample.t < to));
    return away ? { ...sample, quality: check } : sample;
  });
}

/** Samples as they are shown: put right by the calibration that applies at their time; the rest as it came. */
export function putRight<S extends Sample>(
  samples: readonly S[],
  lines: ReadonlyMap<number, readonly AppliedLine[]>,
): readonly S[] {
  if (lines.size === 0 || !samples.some(({ series }) => lines.has(series))) return samples;
  return samples.map((sample) => {
    const line = sample.value === null ? undefined : lineAt(lines.get(sample.series) ?? [], sample.t);
    return line && sample.value !== null ? { ...sample, value: applyLine(line, sample.value) } : sample;
  });
}
