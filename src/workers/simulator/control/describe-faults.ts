import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { FaultKindFacts, PlannedFault } from '../../../shared/model/simulator';
import { faultNatures } from '../plant/fault';
import type { FaultKind } from '../plant/fault';
import type { ControlledPlant } from './controlled-plant';

const finite = (hours: number): number | null => (Number.isFinite(hours) ? hours : null);

/** Every kind of fault, as the screen offers it. */
export const faultKinds: readonly FaultKindFacts[] = (Object.keys(faultNatures) as FaultKind[]).map(
  (kind) => {
    const nature = faultNatures[kind];
    return {
      kind,
      words: nature.words,
      tags: [...nature.tags],
      sizeUnit: nature.sizeUnit,
      low: nature.low,
      high: nature.high,
      size: nature.size,
      sizeByTag: 'sizeByTag' in nature ? { ...nature.sizeByTag } : {},
      forH: finite(nature.forH),
    };
  },
);

/** Faults that are under way or still to come, the earliest first. What is over is left out. */
export function describeFaults(plant: ControlledPlant): PlannedFault[] {
  const nowH = plant.ageS() / 3600;
  return plant
    .namedFaults()
    .filter(({ fault }) => fault.toH > nowH || fault.fromH > nowH)
    .map(({ id, fault }) => {
      const { words, sizeUnit } = faultNatures[fault.kind];
      return {
        id,
        kind: fault.kind,
        words,
        tag: measuredTags[fault.column] ?? null,
        size: sizeUnit === '' ? null : fault.size,
        sizeUnit,
        fromH: fault.fromH,
        toH: finite(fault.toH),
        state: fault.fromH <= nowH ? ('active' as const) : ('planned' as const),
      };
    })
    .toSorted((a, b) => a.fromH - b.fromH);
}
