import type { probeWords } from '../../../../shared/model/records/kinds/calibration-fields';
import { mountedSerial } from '../../../../shared/model/records/rules/calibration-rules';
import type { KnownRecord, RecordContext } from '../../../../shared/model/records/record-context';
import type { RecordKind } from '../../../../shared/model/records/record-kind';
import { localInput } from '../../../ui/local-input';
import type { FormTexts, RowTexts } from './form-texts';

const text = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : '';

/**
 * What a new form begins with: only what is known already and no observation. Nobody is asked twice for what stands in
 * the plan, in the recipe or in the record before.
 */
export function firstTexts(
  kind: RecordKind,
  context: RecordContext,
  personId: string | null,
  unitId: string | null,
): FormTexts {
  switch (kind) {
    case 'batch':
      return firstPlan(context, personId, unitId);
    case 'media-preparation':
      return firstMedium(context, personId);
    case 'calibration':
      return nextProbe(context);
    case 'sample':
      return nextSample(context);
    case 'failure':
      return { occurredFrom: localInput(context.now) };
    case 'inoculation':
    case 'process-change':
    case 'batch-closure':
      return {};
    default:
      return kind satisfies never;
  }
}

function firstPlan(
  { recipe, vessels, now }: RecordContext,
  personId: string | null,
  unitId: string | null,
): FormTexts {
  const free = vessels.filter(({ heldBy }) => heldBy === null);
  const vessel = unitId ?? (free.length === 1 ? free[0]?.unitId : undefined);
  return {
    recipe: `${recipe.id}@${recipe.version}`,
    plannedStart: localInput(now),
    ...(vessel === undefined ? {} : { vesselId: vessel }),
    ...(personId === null ? {} : { leadOperator: personId }),
  };
}

/** The components of the recipe, each with its target for the volume of the batch. */
function firstMedium({ recipe, batch }: RecordContext, personId: string | null): FormTexts {
  const volumeL = batch?.workingVolumeL ?? 0;
  const components: RowTexts[] = recipe.components.map(({ material, perLitre, unit }) => ({
    material,
    unit,
    release: 'released',
    ...(perLitre === null || volumeL === 0
      ? {}
      : { target: text(Number((perLitre * volumeL).toPrecision(5))) }),
    ...(personId === null ? {} : { weighedBy: personId }),
  }));
  return { components, ...(volumeL > 0 ? { volumeL: text(volumeL) } : {}) };
}

/** Probes that must be calibrated before inoculation, in the order of a usual day. */
const usualProbes = ['temperature', 'ph', 'off-gas-o2', 'off-gas-co2', 'do'] as const;

/** The first usual probe that has no passed calibration in force. */
export function missingProbes({ records }: Pick<RecordContext, 'records'>): (keyof typeof probeWords)[] {
  const passed = new Set(
    records
      .filter(
        ({ kind, verdict }) => kind === 'calibration' && (verdict?.id === 'pass' || verdict?.id === 'warn'),
      )
      .map(({ body }) => body['probe']),
  );
  return usualProbes.filter((probe) => !passed.has(probe));
}

function nextProbe(context: RecordContext): FormTexts {
  const [probe] = missingProbes(context);
  if (probe === undefined) return {};
  const last = newest(context, ({ kind, body }) => kind === 'calibration' && body['probe'] === probe);
  const kept = ['probeSerial', 'referenceId', 'referenceLot', 'referenceExpires', 'certificate'] as const;
  const carried = Object.fromEntries(
    kept.flatMap((name) => (last?.body[name] === undefined ? [] : [[name, text(last.body[name])]])),
  );
  const mounted = mountedSerial(context, probe);
  return { probe, adjustment: 'as-left', ...carried, ...(mounted === null ? {} : { probeSerial: mounted }) };
}

/** Planned ages of samples that nobody has drawn yet. */
export function missingSamples({ records, recipe }: Pick<RecordContext, 'records' | 'recipe'>): number[] {
  const drawn = new Set(records.filter(({ kind }) => kind === 'sample').map(({ body }) => body['plannedH']));
  return recipe.samplesPlannedH.filter((plannedH) => !drawn.has(plannedH));
}

function nextSample(context: RecordContext): FormTexts {
  const last = newest(context, ({ kind }) => kind === 'sample');
  const numbers = context.records.flatMap(({ kind, body }) =>
    kind === 'sample' && typeof body['sampleNo'] === 'number' ? [body['sampleNo']] : [],
  );
  const [plannedH] = missingSamples(context);
  return {
    sampleNo: text(Math.max(0, ...numbers) + 1),
    drawMl: text(last?.body['drawMl'] ?? 10),
    ...(plannedH === undefined ? {} : { plannedH: text(plannedH) }),
  };
}

function newest(context: RecordContext, which: (record: KnownRecord) => boolean): KnownRecord | undefined {
  return context.records.findLast((record) => which(record) && record.status !== 'voided');
}
