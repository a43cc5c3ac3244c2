/** Ways to catch a sensor lying (science.md D10). */
export type SensorCheckId =
  | 'stuck'
  | 'loop'
  | 'rate'
  | 'temperature-vote'
  | 'gas-closure'
  | 'weight-residual'
  | 'oxygen-transfer'
  | 'probe-response';

/** One piece of evidence against sensors. */
export interface SensorSuspicion {
  readonly check: SensorCheckId;
  /** Tags, the likeliest first. */
  readonly suspects: readonly string[];
  /** Epoch ms. */
  readonly since: number;
  /** For a person: what was seen, with figures. */
  readonly evidence: string;
}

/** A sensor with all that speaks against it. */
export interface RankedSuspect {
  readonly tag: string;
  /** A check that names it alone counts 1, one of several shares. */
  readonly weight: number;
  readonly evidence: readonly string[];
}

/** Who lies most likely: every check gives its weight to those it names, the first of them double. */
export function rankSuspects(suspicions: readonly SensorSuspicion[]): RankedSuspect[] {
  const byTag = new Map<string, { weight: number; evidence: string[] }>();
  for (const { suspects, evidence } of suspicions) {
    for (const [i, tag] of suspects.entries()) {
      const entry = byTag.get(tag) ?? { weight: 0, evidence: [] };
      entry.weight += (i === 0 ? 2 : 1) / (suspects.length + 1);
      entry.evidence.push(evidence);
      byTag.set(tag, entry);
    }
  }
  return [...byTag]
    .map(([tag, { weight, evidence }]) => ({ tag, weight, evidence }))
    .toSorted((a, b) => b.weight - a.weight || a.tag.localeCompare(b.tag));
}

/** Minutes between two times, in words. */
export function minutesWords(from: number, to: number): string {
  return `${Math.round((to - from) / 60_000)} min`;
}
