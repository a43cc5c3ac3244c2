/**
 * Calls back at whole multiples of a period, so that everything that ticks once a second changes the page in one frame
 * instead of one each: a frame costs more than what changes in it. Silent while the page is hidden. Returns a function
 * that stops it.
 */
export function everyAligned(periodMs: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (): void => {
    // A little late rather than a little early: the second must have changed.
    timer = setTimeout(tick, periodMs - (Date.now() % periodMs) + 2);
  };
  const tick = (): void => {
    if (!document.hidden) run();
    next();
  };
  next();
  return () => clearTimeout(timer);
}
