import { phaseOf, phaseCode } from '../../../shared/model/phase';
import type { PhaseId } from '../../../shared/model/phase';
import { faultNatures } from '../plant/fault';
import type { Plant } from '../plant/plant';
import type { PlantTruth } from '../plant/truth';
import type { BatchDesign } from './batch-design';
import { csv, isoTime } from './csv';

export interface BatchEvent {
  readonly ageS: number;
  readonly kind: 'inoculation' | 'set-point' | 'sample' | 'fault-begin' | 'fault-end' | 'phase' | 'end';
  readonly name: string;
  readonly value: number | string | null;
  readonly words: string;
}

/** The phase a batch is truly in, from what no instrument shows. */
export function truePhase(plant: Plant, truth: PlantTruth, before: PhaseId): PhaseId {
  switch (truth.stage) {
    case 'batch':
      // Growth first reaches 0.08 1/h when the lag ends (science.md D6); it falls again when oxygen runs short.
      return before === 'batch' || truth.muPerH >= 0.08 ? 'batch' : 'lag';
    case 'spike':
    case 'depleted':
      return 'depleted';
    case 'glycerol-feed':
      return 'gly-fed';
    case 'starve':
      return 'starve';
    case 'methanol':
      return before === 'meoh' || plant.state.induced >= 0.5 ? 'meoh' : 'meoh-adapt';
    default:
      return truth.stage satisfies never;
  }
}

export function phaseEvent(ageS: number, phase: PhaseId): BatchEvent {
  const words = `Phase is truly ${phaseOf(phaseCode(phase)).words}`;
  return { ageS, kind: 'phase', name: phase, value: null, words };
}

/** Beginnings and ends of the designed faults that lie within a batch. */
export function faultEvents(plant: Plant, design: BatchDesign, endS: number): BatchEvent[] {
  const settled = plant.faults();
  return design.faults.flatMap((fault, i): BatchEvent[] => {
    const { size, fromH, toH } = settled[i] ?? { size: 0, fromH: fault.fromH, toH: Infinity };
    const words = faultNatures[fault.kind].words;
    const name = fault.tag ? `${fault.kind} ${fault.tag}` : fault.kind;
    const begin = { ageS: Math.round(3600 * fromH), kind: 'fault-begin', name, value: size, words } as const;
    const end = { ageS: Math.round(3600 * toH), kind: 'fault-end', name, value: null, words: '' } as const;
    return [begin, end].filter((event) => event.ageS <= endS);
  });
}

/** Events in order of time. */
export function eventsCsv(events: readonly BatchEvent[], inoculatedAt: number): string {
  return csv(
    ['time', 'age_h', 'kind', 'name', 'value', 'words'],
    events
      .toSorted((a, b) => a.ageS - b.ageS)
      .map((event) => [
        isoTime(inoculatedAt + event.ageS * 1000),
        Number((event.ageS / 3600).toFixed(4)),
        event.kind,
        event.name,
        event.value,
        event.words,
      ]),
  );
}
