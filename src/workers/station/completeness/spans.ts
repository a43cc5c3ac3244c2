import type { HoleSpan, Span } from '../record/completeness/completeness-keep';

/** The part of a span inside of another; null where they do not touch. */
export function clip<S extends Span>(span: S, { from, to }: Span): S | null {
  const clipped = { ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) };
  return clipped.from < clipped.to ? clipped : null;
}

export function clipAll<S extends Span>(spans: readonly S[], window: Span): S[] {
  return spans.flatMap((span) => clip(span, window) ?? []);
}

/** What is left of spans without the others. */
export function without<S extends Span>(spans: readonly S[], others: readonly Span[]): S[] {
  return others.reduce<S[]>(
    (left, { from, to }) =>
      left.flatMap((span) => [
        ...clipAll([span], { from: Number.NEGATIVE_INFINITY, to: from }),
        ...clipAll([span], { from: to, to: Number.POSITIVE_INFINITY }),
      ]),
    [...spans],
  );
}

/** In order, each time once however many spans hold it. */
export function joined(spans: readonly Span[]): Span[] {
  const out: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}

/** Sum of lengths, ms. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Spans that do not overlap, in order; neighbours that say the same become one. */
export function mergedHoles(spans: readonly HoleSpan[]): HoleSpan[] {
  const out: HoleSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && last.to === span.from && sameStory(last, span))
      out[out.length - 1] = { ...last, to: span.to };
    else out.push(span);
  }
  return out;
}

function sameStory(a: HoleSpan, b: HoleSpan): boolean {
  if (a.cause !== b.cause || (a.fill === null) !== (b.fill === null)) return false;
  return a.fill?.source === b.fill?.source;
}
