import { uniformAt } from '../boosting/draw-rows';
import { Parzen } from './parzen';
import {
  checkSpace,
  fromInner,
  innerLimits,
  toInner,
  type SearchPoint,
  type SearchSpace,
} from './search-space';

export interface Trial {
  readonly number: number;
  readonly point: SearchPoint;
}

export interface ToldTrial extends Trial {
  /** Smaller is better; infinite for a trial that failed. */
  readonly loss: number;
}

const randomTrials = 10;
const candidates = 24;
const goodShare = 0.1;
const mostGood = 25;
const purpose = 3;

/**
 * Search by tree-structured Parzen estimators: the first trials at random, then for every setting the one of 24
 * candidates that is most typical of the good trials against the others. The same seed and the same answers give the same
 * trials; trials told earlier continue a search.
 */
export class TpeSearch {
  readonly #told: ToldTrial[] = [];
  #suggested = 0;

  /** @throws RangeError for a space that cannot be searched */
  constructor(
    private readonly space: SearchSpace,
    private readonly seed: number,
    told: readonly ToldTrial[] = [],
  ) {
    checkSpace(space);
    for (const trial of told) this.tell(trial, trial.loss);
    this.#suggested = told.reduce((next, trial) => Math.max(next, trial.number + 1), 0);
  }

  get trials(): readonly ToldTrial[] {
    return this.#told;
  }

  get best(): ToldTrial | undefined {
    return this.#ranked()[0];
  }

  suggest(): Trial {
    const number = this.#suggested;
    this.#suggested += 1;
    const uniform = uniformAt(this.seed, purpose, number);
    const ranked = this.#ranked();
    const good = ranked.slice(0, Math.min(Math.ceil(goodShare * ranked.length), mostGood));
    const others = ranked.slice(good.length);
    const point = Object.fromEntries(
      Object.entries(this.space).map(([name, range]) => {
        const { low, high } = innerLimits(range);
        if (ranked.length < randomTrials) return [name, fromInner(range, low + uniform() * (high - low))];
        const seen = (trials: readonly ToldTrial[]): number[] =>
          trials.map((t) => toInner(range, t.point[name] ?? 0));
        const typical = new Parzen(seen(good), low, high);
        const against = new Parzen(seen(others), low, high);
        const drawn = Array.from({ length: candidates }, () => typical.draw(uniform));
        const score = (x: number): number => typical.density(x) / against.density(x);
        return [
          name,
          fromInner(
            range,
            drawn.reduce((best, x) => (score(x) > score(best) ? x : best)),
          ),
        ];
      }),
    );
    return { number, point };
  }

  /** @param loss NaN or infinite where the trial failed */
  tell({ number, point }: Trial, loss: number): void {
    this.#told.push({ number, point, loss: Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss });
  }

  #ranked(): ToldTrial[] {
    return this.#told.toSorted((a, b) => compare(a, b));
  }
}

/** Failed trials last; of equals the earlier one first. */
function compare(a: ToldTrial, b: ToldTrial): number {
  if (a.loss === b.loss) return a.number - b.number;
  return a.loss < b.loss ? -1 : 1;
}
