import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/contract';
import { emptyColumns, packColumns } from '../../shared/contract/series-columns';
import type { UnitSummary } from '../../shared/contract/units';
import { catalogueFor, type VesselScale } from '../../shared/model/channel-catalogue';
import { channelId, unitIdSchema } from '../../shared/model/identity';
import { vesselFactsOf } from '../../shared/model/vessel-facts';
import type { Fault } from '../simulator/plant/fault';
import { createPlant } from '../simulator/plant/plant';
import { simulatedVessel } from '../simulator/plant/simulated-vessel';
import { createBatchDerivation, deriveBatch, type TwinWindow } from './batch-derivation';
import { gassingTags } from './derive/gassing-account';
import { secondsTags, type Seconds } from './derive/seconds';
import type { BatchFacts } from './features/feature-engine';
import { cellValues, inputTags, windowMs, type InputCell } from './features/input-cell';
import type { StationClient } from './followed-batch';
import { readSeconds } from './read-seconds';
import { createUnitTwin } from './unit-twin';

interface Tested {
  readonly facts: BatchFacts;
  readonly cells: readonly InputCell[];
  readonly seconds: (from: number, to: number) => Seconds;
  /** While the gas was off. */
  readonly kLaPerH: number;
  readonly ourMmolLH: number;
}

/** A simulated batch with a gassing-out test, as cells and as the seconds of its last half hour. */
function simulate(
  preset: VesselScale,
  atH: number,
  seed: number,
  faults: readonly Fault[],
  toH = atH + 0.2,
): Tested {
  const plant = createPlant({ preset, seed, variation: false });
  for (const fault of faults) plant.setFault(fault);
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  const raw = secondsTags.map((tag) => ({
    tag,
    at: plant.tags.indexOf(tag),
    t: [] as number[],
    value: [] as number[],
  }));
  const cells: InputCell[] = [];
  let [kLaPerH, ourMmolLH] = [0, 0];
  for (let end = windowMs; end <= toH * 3_600_000; end += windowMs) {
    const sums = inputTags.map(() => 0);
    for (let second = 0; second < 30; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j]! += value[column]! / 30));
      const t = end - windowMs + second * 1000;
      if (t < (atH - 0.3) * 3_600_000) continue;
      for (const each of raw) {
        each.t.push(t);
        each.value.push(value[each.at]!);
      }
    }
    cells.push({ end, values: cellValues((tag) => sums[inputTags.indexOf(tag)]!) });
    if (end <= atH * 3_600_000 + 120_000) ({ kLaPerH, ourMmolLH } = plant.truth());
  }
  return {
    facts: {
      inoculatedAt: 0,
      startVolumeL: preset === '15L' ? 5.5 : 1,
      analysers: { o2: { low: 0, high: 100 }, co2: { low: 0, high: 25 } },
      vessel: vesselFactsOf({ scale: preset, vessel: simulatedVessel }),
    },
    cells,
    seconds: (from, to) =>
      Object.fromEntries(
        raw.map(({ tag, t, value }) => {
          const rows = [...t.keys()].filter((i) => t[i]! >= from && t[i]! < to);
          return [tag, { t: rows.map((i) => t[i]!), value: rows.map((i) => value[i]!) }];
        }),
      ),
    kLaPerH,
    ourMmolLH,
  };
}

const offline = ({ cells, facts, seconds }: Tested): TwinWindow[] =>
  deriveBatch(cells, facts, [], ({ from, to }) => seconds(from, to));
const told = (windows: readonly TwinWindow[]) =>
  windows.flatMap(({ end, outputs }) => ('kLa_dyn' in outputs ? [{ end, outputs }] : []));

describe('a gassing-out test', () => {
  it('finds kLa and probe of the simulated plant within 5 %, at its own time alone', () => {
    const errors = { kla: [] as number[], probe: [] as number[] };
    for (const [preset, atH, size] of [
      ['15L', 6, 30],
      ['15L', 7, 20],
      ['1L', 11, 50],
      ['1L', 13, 40],
    ] as const) {
      for (const seed of [1, 2, 3]) {
        const tested = simulate(preset, atH, seed, [{ kind: 'gassing-test', fromH: atH, size }]);
        const [found, ...more] = told(offline(tested));
        expect(more).toEqual([]);
        const { kLa_dyn: kla, DO_probe_t63: t63, DO_probe_t90: t90 } = found!.outputs;
        errors.kla.push(kla!.value! / tested.kLaPerH - 1);
        errors.probe.push(t63!.value! / 15 - 1);
        expect(t90!.value! / t63!.value!).toBeCloseTo(Math.LN10, 9);
        // Held for two and a half minutes, then cut: the gas has been back for three.
        expect((found!.end - atH * 3_600_000) / 60_000).toBeLessThan(8);
      }
    }
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(Math.abs(mean(errors.kla))).toBeLessThan(0.02);
    expect(Math.max(...errors.kla.map(Math.abs))).toBeLessThan(0.05);
    expect(Math.abs(mean(errors.probe))).toBeLessThan(0.03);
  });

  it('is refused with its reason where it cannot be right, and never reports the naive slope', () => {
    const atH = 12;
    const [deep] = told(offline(simulate('15L', atH, 4, [{ kind: 'gassing-test', fromH: atH, size: 30 }])));
    expect(deep!.outputs.kLa_dyn).toEqual({ value: null, quality: 'low-signal' });
    const untouched = simulate('15L', 6, 4, [{ kind: 'gassing-test', fromH: 6, size: 30 }]);
    const reasonOf = (change: (seconds: Seconds) => Seconds): string => {
      const { cells, facts, seconds } = untouched;
      const batch = createBatchDerivation(facts);
      for (const cell of cells) {
        const window = batch.features(cell);
        const step = batch.stepDue(window);
        batch.finish(window, null, step && change(seconds(step.from, step.to)));
      }
      return batch
        .remarks()
        .map(({ words }) => words)
        .join();
    };
    const ramp =
      (tag: 'Stir_PV' | 'Reactor_Pressure' | 'DO', by: number) =>
      (seconds: Seconds): Seconds => {
        const { t, value } = seconds[tag]!;
        return { ...seconds, [tag]: { t, value: value.map((v, i) => v + (by * i) / value.length) } };
      };
    expect(reasonOf((seconds) => seconds)).toMatch(
      /kLa \d+ ± \d+ 1\/h, stationary \d+ 1\/h \([+−]\d+ %\); probe t63 1\d\.\d/,
    );
    expect(reasonOf(ramp('Stir_PV', 40))).toMatch(/no kLa: The stirrer went from 3\d\d to 3\d\d rpm/);
    expect(reasonOf(ramp('Reactor_Pressure', 0.05))).toMatch(/no kLa: The head pressure went/);
    expect(reasonOf(ramp('DO', -30))).toMatch(/no kLa: .*(steady|not that of)/);
    expect(reasonOf(({ DO: _gone, ...seconds }) => seconds)).toMatch(/no kLa: DO has no readings/);
    expect(
      reasonOf(({ DO: oxygen, ...seconds }) => ({
        ...seconds,
        DO: {
          t: oxygen!.t.filter((_, i) => i % 10 === 0),
          value: oxygen!.value.filter((_, i) => i % 10 === 0),
        },
      })),
    ).toMatch(/Too few readings/);
  });

  it('suspects a probe that answers slowly, with its evidence', () => {
    const slow = { kind: 'do-fouling', tag: 'DO', fromH: 4, size: 12 } as const;
    const tested = simulate('15L', 6, 5, [slow, { kind: 'gassing-test', fromH: 6, size: 30 }]);
    const batch = createBatchDerivation(tested.facts);
    for (const cell of tested.cells) {
      const window = batch.features(cell);
      const step = batch.stepDue(window);
      batch.finish(window, null, step && tested.seconds(step.from, step.to));
    }
    const [found] = batch.suspicions().filter(({ check }) => check === 'probe-response');
    expect(found?.suspects).toEqual(['DO']);
    expect(found?.evidence).toMatch(/probe t63 (3[5-9]|4\d)\.\d ± \d\.\d s, not below the limit of 30 s/);
  });
});

it('says live, over the contract and window by window, what it says offline', async () => {
  const tested = simulate('15L', 6, 6, [{ kind: 'gassing-test', fromH: 6, size: 30 }]);
  const unitId = unitIdSchema.parse('R1');
  const channels = catalogueFor('15L').map((definition, i) => ({
    ...definition,
    id: channelId(unitId, definition.tag),
    series: i + 1,
    unitId,
  }));
  const os = implement(contract);
  const asked: number[] = [];
  const read = os.series.read.handler(({ input }) => {
    asked.push(input.widthPx);
    const seconds = tested.seconds(input.from, input.to);
    const slices = input.channels.map((id) => {
      const { t, value } = seconds[id.split('/')[1] as (typeof secondsTags)[number]]!;
      const columns = emptyColumns(t.length);
      columns.t.set(t);
      for (const column of [columns.min, columns.max, columns.mean]) column.set(value);
      columns.n.fill(1);
      columns.good.fill(100);
      return { id, columns };
    });
    return {
      head: {
        from: input.from,
        to: input.to,
        channels: slices.map(({ id, columns }) => ({ id, level: 'raw' as const, points: columns.t.length })),
      },
      data: new Blob([packColumns(slices.map(({ columns }) => columns))]),
    };
  });
  const { port1, port2 } = new MessageChannel();
  new RPCHandler({ series: { read } }).upgrade(port1);
  port1.start();
  port2.start();
  const client: StationClient = createORPCClient(new RPCLink({ port: port2 }));
  const unit = { id: unitId, channels } as unknown as UnitSummary;
  const twin = createUnitTwin(tested.facts, null, (from, to) => readSeconds(client, unit, from, to));
  const live: TwinWindow[] = [];
  for (const cell of tested.cells) live.push(...(await twin.take([cell])));
  port1.close();
  expect(asked).toHaveLength(1);
  const past = offline(tested);
  expect(told(live).map(({ end }) => end)).toEqual(told(past).map(({ end }) => end));
  for (const tag of gassingTags) {
    const [a, b] = [told(live)[0]!.outputs[tag]!.value!, told(past)[0]!.outputs[tag]!.value!];
    expect(Math.abs(a / b - 1)).toBeLessThan(1e-9);
  }
});
