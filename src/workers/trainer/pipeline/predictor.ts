import { bandOf, endsOf, type Band } from './band';
import { scoreOf, valueOf, type HybridModel } from './hybrid-model';
import { applyLine } from './linear-part';

export interface Answer {
  readonly score: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A model with its band as it is used: a row of float32 features in, the value with its band out, all NaN where it has no answer. */
export function predictor(model: HybridModel, band: Band): (x: ArrayLike<number>) => Answer {
  const score = scoreOf(model);
  const ends = endsOf(band.trees);
  return (x) => {
    const at = score(x);
    const { low, high } = bandOf(band, at, model.logTarget, ends(x, applyLine(model.line, x)));
    return {
      score: at,
      value: valueOf(at, model.logTarget),
      low: valueOf(low, model.logTarget),
      high: valueOf(high, model.logTarget),
    };
  };
}
