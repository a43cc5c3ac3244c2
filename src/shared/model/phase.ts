/** Phases of a Pichia fed-batch in order (science.md D6); the code is what the `Phase` channel stores. */
export const phases = [
  { code: 0, id: 'none', words: 'Not known yet' },
  { code: 1, id: 'lag', words: 'Lag' },
  { code: 2, id: 'batch', words: 'Glycerol batch' },
  { code: 3, id: 'depleted', words: 'Depleted' },
  { code: 4, id: 'gly-fed', words: 'Glycerol feed' },
  { code: 5, id: 'starve', words: 'Starvation' },
  { code: 6, id: 'meoh-adapt', words: 'Methanol adaptation' },
  { code: 7, id: 'meoh', words: 'Methanol induction' },
  { code: 8, id: 'harvest', words: 'Harvest' },
] as const;

export type PhaseId = (typeof phases)[number]['id'];

/** The phase of a stored code; unknown codes read as "none". */
export function phaseOf(code: number | null): (typeof phases)[number] {
  return phases.find((phase) => phase.code === code) ?? phases[0];
}

/** The stored code of a phase. */
export function phaseCode(id: PhaseId): number {
  return phases.find((phase) => phase.id === id)?.code ?? 0;
}
