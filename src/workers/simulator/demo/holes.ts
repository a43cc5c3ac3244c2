/** A stretch of plant time that history lacks: from ≤ t < to, epoch ms. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/** Adds a stretch; what touches grows together. Ordered by time. */
export function addHole(holes: readonly Hole[], added: Hole): Hole[] {
  if (!(added.from < added.to)) return [...holes];
  const apart = holes.filter((hole) => hole.to < added.from || hole.from > added.to);
  const touching = [...holes.filter((hole) => !apart.includes(hole)), added];
  const grown = {
    from: Math.min(...touching.map((hole) => hole.from)),
    to: Math.max(...touching.map((hole) => hole.to)),
  };
  return [...apart, grown].toSorted((a, b) => a.from - b.from);
}

/** Takes a filled stretch away from every hole. */
export function closeHole(holes: readonly Hole[], filled: Hole): Hole[] {
  return holes.flatMap((hole) => {
    if (filled.to <= hole.from || filled.from >= hole.to) return [hole];
    const before = { from: hole.from, to: filled.from };
    const after = { from: filled.to, to: hole.to };
    return [before, after].filter((rest) => rest.from < rest.to);
  });
}

/** True where a time lies in one of the holes. */
export function inHole(holes: readonly Hole[], t: number): boolean {
  return holes.some((hole) => t >= hole.from && t < hole.to);
}
