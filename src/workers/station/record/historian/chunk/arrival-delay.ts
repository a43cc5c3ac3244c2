/**
 * Delays of arrival in whole seconds, each within a second of the truth. The delay before stays as long as it is
 * true enough, and so does the moment of arrival before: a live source and a file that came at once cost nothing.
 */
export function arrivalDelays(
  t: Float64Array,
  seen: Float64Array,
  from: number,
  to: number,
  delays: Float64Array,
): void {
  let delay = Number.NaN;
  let together = false;
  for (let at = from; at < to; at += 1) {
    const time = t[at] ?? 0;
    const exact = ((seen[at] ?? time) - time) / 1000;
    const sameMoment = delay - Math.round((time - (t[at - 1] ?? time)) / 1000);
    const stays = Math.abs(exact - delay) < 1;
    const came = Math.abs(exact - sameMoment) < 1;
    if (came && (together || !stays)) {
      delay = sameMoment;
      together = true;
    } else {
      if (!stays) delay = Math.round(exact);
      together = false;
    }
    delays[at - from] = delay;
  }
}
