/** Tells when a unit's past stands still, so that a batch is not computed while its hours are still being filled in. */
export interface HistoryWatch {
  /**
   * @param version number that the station raises when samples older than the newest were recorded
   * @returns whether to compute now
   */
  isStill(version: number, now: number): boolean;
}

/** A past that did not change for this long counts as whole. */
const stillMs = 3000;
/** A source that is always late must not keep the twin waiting for ever. */
const patienceMs = 30_000;

/** A watch for one unit; its patience begins anew once the past was still. */
export function createHistoryWatch(): HistoryWatch {
  let seen: number | null = null;
  let changedAt = 0;
  let waitingSince: number | null = null;
  return {
    isStill: (version, now) => {
      if (version !== seen) {
        seen = version;
        changedAt = now;
        waitingSince ??= now;
      }
      if (waitingSince === null) return true;
      if (now - changedAt < stillMs && now - waitingSince < patienceMs) return false;
      waitingSince = null;
      return true;
    },
  };
}
