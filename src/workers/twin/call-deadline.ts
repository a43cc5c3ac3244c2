/** No call to the station may take longer: a dead port never answers. */
const callMs = 60_000;

/** Options of a call that must end. */
export function callDeadline(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(callMs) };
}
