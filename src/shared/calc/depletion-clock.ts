import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** A number with one standard deviation. */
export interface Uncertain {
  readonly value: number;
  readonly sigma: number;
}

/** What is left and how it goes. */
export interface DepletionOutlook {
  /** Substrate in the broth, g. */
  readonly remainingG: Uncertain;
  /** Used now, g/h. */
  readonly uptakeGH: Uncertain;
  /** The uptake grows with the biomass, 1/h. */
  readonly muPerH: Uncertain;
  /** Substrate coming in, g/h. */
  readonly feedGH: number;
}

export interface DepletionClock {
  /** Hours from now; "low signal" where nothing ends within the horizon. */
  readonly hours: Computed;
  /** 90 % interval, h; `highH` null where the substrate may well not end within the horizon. */
  readonly lowH: number | null;
  readonly highH: number | null;
}

const horizonH = 200;
/** Of a standard normal, 90 % lie within. */
const z90 = 1.645;

/**
 * Time until the substrate is used up: S0 + F·t = r·(e^{µt} − 1)/µ, with a 90 % interval from the uncertainty of what
 * is left, of the uptake and of the growth rate (independent, on a logarithmic scale of time).
 */
export function depletionClock(outlook: DepletionOutlook): DepletionClock {
  const { remainingG, uptakeGH, muPerH, feedGH } = outlook;
  const reason = objection({
    finite: [muPerH.value],
    atLeastZero: [remainingG.value, uptakeGH.value, feedGH, remainingG.sigma, uptakeGH.sigma, muPerH.sigma],
  });
  if (reason !== null) return none(reason);
  if (remainingG.value === 0 && feedGH === 0) return { hours: computed(0), lowH: 0, highH: 0 };
  const best = endOf(outlook);
  if (best === null) return none('low-signal');
  const spread = Math.hypot(
    ...(['remainingG', 'uptakeGH', 'muPerH'] as const).map((name) => lnChange(outlook, name, best)),
  );
  const high = best * Math.exp(z90 * spread);
  return {
    hours: computed(best),
    lowH: Number.isFinite(spread) ? best * Math.exp(-z90 * spread) : 0,
    highH: Number.isFinite(high) && high <= horizonH ? high : null,
  };
}

/** How far one standard deviation of an input moves ln of the end; infinite where it may never end. */
function lnChange(
  outlook: DepletionOutlook,
  name: 'remainingG' | 'uptakeGH' | 'muPerH',
  best: number,
): number {
  const { value, sigma } = outlook[name];
  if (sigma === 0) return 0;
  const at = (by: number): number | null => {
    const moved = value + by;
    return endOf({ ...outlook, [name]: { value: name === 'muPerH' ? moved : Math.max(0, moved), sigma } });
  };
  const [down, up] = [at(-sigma), at(sigma)].map((end) =>
    end === null ? null : Math.abs(Math.log(end / best)),
  );
  return Math.max(down ?? Number.POSITIVE_INFINITY, up ?? Number.POSITIVE_INFINITY);
}

/** Hours until nothing is left; null beyond the horizon. */
function endOf({ remainingG, uptakeGH, muPerH, feedGH }: DepletionOutlook): number | null {
  const mu = muPerH.value;
  const left = (h: number): number => {
    const grown = Math.abs(mu * h) < 1e-9 ? h : Math.expm1(mu * h) / mu;
    return remainingG.value + feedGH * h - uptakeGH.value * grown;
  };
  let low = 0;
  let high = 1 / 60;
  while (left(high) > 0) {
    low = high;
    high *= 1.25;
    if (high > horizonH) return null;
  }
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (left(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

function none(quality: QualityId): DepletionClock {
  return { hours: withheld(quality), lowH: null, highH: null };
}
