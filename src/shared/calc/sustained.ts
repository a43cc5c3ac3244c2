/** Whether something was wrong at a time; null where it could not be judged. */
export interface Judged {
  /** Epoch ms. */
  readonly t: number;
  readonly wrong: boolean | null;
}

/** Not judged for longer than this, and nobody knows what was in between. */
const forgottenMs = 5 * 60_000;

/**
 * Since when something has been wrong without a break, if that is at least `holdMs` ago at the last judgement; null
 * otherwise. What cannot be judged neither starts nor ends a run.
 * @param judged in order of time; entries whose time goes backwards are left out
 */
export function wrongSince(judged: readonly Judged[], holdMs: number): number | null {
  let since: number | null = null;
  let last: number | null = null;
  for (const { t, wrong } of judged) {
    if (wrong === null || !Number.isFinite(t) || (last !== null && t < last)) continue;
    const broken = last !== null && t - last > forgottenMs;
    if (!wrong) since = null;
    else if (since === null || broken) since = t;
    last = t;
  }
  return since !== null && last !== null && last - since >= holdMs ? since : null;
}
