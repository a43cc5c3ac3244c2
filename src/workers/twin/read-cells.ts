import { analyserBaseline } from '../../shared/calc/analyser-baseline';
import { dryAir } from '../../shared/calc/gas-balance';
import type { UnitSummary } from '../../shared/contract/units';
import type { Batch } from '../../shared/model/process-unit';
import { callDeadline } from './call-deadline';
import type { BatchFacts } from './features/feature-engine';
import { gasSettingsOf } from './features/feature-engine';
import { outletFraction, type AnalyserRanges, type GasSettings } from './features/gas-rates';
import { inputTags, windowMs, type InputCell } from './features/input-cell';
import type { StationClient } from './followed-batch';
import { gridCells } from './grid-cells';

/** Half an hour before inoculation nothing grows: what the analysers read then, they read too much. */
const baselineMs = 30 * 60_000;
/** With more oxygen than this in the gas supplied it is not air that is measured, NL/min. */
const oxygenOff = 0.02;

/** The inputs of a unit in every window from one time to another. */
export async function readCells(
  client: StationClient,
  unit: UnitSummary,
  from: number,
  to: number,
  analysers: AnalyserRanges,
): Promise<InputCell[]> {
  const known = inputTags.flatMap((tag) => {
    const channel = unit.channels.find((c) => c.tag === tag);
    return channel ? [{ tag, id: channel.id }] : [];
  });
  const tags = known.map(({ tag }) => tag);
  if (known.length === 0)
    return gridCells({ from, to, channels: [] }, new ArrayBuffer(0), tags, from, to, analysers);
  const answer = await client.series.grid({ channels: known.map(({ id }) => id), from, to }, callDeadline());
  return gridCells(answer.head, await answer.data.arrayBuffer(), tags, from, to, analysers);
}

/**
 * The analysers' zero against air in the half hour before inoculation, where there are readings and no other batch ran;
 * what cannot be judged is left as it is.
 */
export async function readBaseline(
  client: StationClient,
  unit: UnitSummary,
  batch: Batch,
  facts: BatchFacts,
): Promise<GasSettings['baseline']> {
  const batches = await client.batches.list({ unitId: unit.id }, callDeadline());
  const others = batches.filter(
    ({ id, inoculatedAt }) => id !== batch.id && inoculatedAt < batch.inoculatedAt,
  );
  const freeFrom = Math.max(0, ...others.map(({ endedAt }) => endedAt ?? batch.inoculatedAt));
  const from = Math.ceil(Math.max(freeFrom, batch.inoculatedAt - baselineMs) / windowMs) * windowMs;
  const to = Math.floor(batch.inoculatedAt / windowMs) * windowMs;
  if (from >= to) return { o2: 0, co2: 0 };
  return baselineOf(await readCells(client, unit, from, to, facts.analysers), facts);
}

/** The same from cells at hand. */
export function baselineOf(cells: readonly InputCell[], facts: BatchFacts): GasSettings['baseline'] {
  const settings = { ...gasSettingsOf(facts), baseline: { o2: 0, co2: 0 } };
  const onAir = cells.filter(
    ({ values }) =>
      (values.Gas_Flow_Inlet ?? 0) > 0 && (values.Gas_MFC_O2 ?? Number.POSITIVE_INFINITY) < oxygenOff,
  );
  const offset = (tag: 'OffGas_O2' | 'OffGas_CO2', inlet: number): number =>
    analyserBaseline(
      onAir.map((cell) => ({ t: cell.end, value: outletFraction(cell, tag, settings).value })),
      inlet,
      facts.inoculatedAt,
    ).value ?? 0;
  return { o2: offset('OffGas_O2', dryAir.o2), co2: offset('OffGas_CO2', dryAir.co2) };
}
