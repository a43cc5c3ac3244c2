import type { Scenario, SimulatedUnit } from '../../../shared/model/simulator';

/** What a person set on a unit, and a script, as a scenario that begins at the age the unit has now. */
export function scenarioOf(unit: SimulatedUnit, name: string, script: string): Scenario {
  return {
    name,
    preset: unit.preset,
    seed: unit.seed,
    atHour: Math.floor(unit.ageH * 10) / 10,
    setPoints: unit.setPoints
      .filter((point) => point.value !== null)
      .map((point) => ({ name: point.name, value: point.value })),
    script,
  };
}

/** A scenario in one line. */
export function scenarioWords({ preset, seed, atHour, setPoints, script }: Scenario): string {
  const faults = script.split(/\r?\n/).filter((line) => line.replace(/#.*/, '').trim() !== '').length;
  return [
    preset === '15L' ? '15 L' : '1 L',
    `from hour ${atHour}`,
    `seed ${seed}`,
    `${setPoints.length} set points`,
    faults === 1 ? '1 fault' : `${faults} faults`,
  ].join(', ');
}
