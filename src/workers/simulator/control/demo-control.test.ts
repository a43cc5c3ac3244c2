import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { measuredTags } from '../../../shared/model/channel-catalogue';
import { unitIdSchema } from '../../../shared/model/identity';
import { qualityCode } from '../../../shared/model/quality';
import type { ReadingColumns } from '../../../shared/model/reading';
import type { SimulatorAnswer, SimulatorDeed } from '../../../shared/model/simulator-command';
import type { DemoBroker } from '../demo/demo-broker';
import { startDemoBroker } from '../demo/demo-broker';
import { DemoPlant } from '../demo/demo-plant';
import { resumePlan } from '../demo/demo-plan';
import { readPlan, writePlan } from '../demo/plan-file';
import { createDemoControl } from './demo-control';
import type { DemoControl } from './demo-control';
import { openScenarios } from './scenario-file';

const start = Date.UTC(2025, 10, 24, 16);
const unitId = unitIdSchema.parse('R1');
const quiet = (): void => undefined;

let folder = '';
const clock = { now: start };
const brokers: DemoBroker[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bt-control-'));
  clock.now = start;
});
afterEach(async () => {
  await Promise.all(brokers.splice(0).map((broker) => broker.close()));
  rmSync(folder, { recursive: true });
});

interface Bench {
  readonly plant: DemoPlant;
  readonly control: DemoControl;
  readonly broker: DemoBroker;
  readonly station: Station;
  readonly ask: (deed: SimulatorDeed) => Promise<SimulatorAnswer>;
  /** Goes on at the same moment until something is so. */
  until(so: () => boolean): Promise<unknown>;
  /** Seconds pass. */
  run(seconds: number, stepMs?: number): Promise<void>;
}

/** A station that keeps every column handed in. */
class Station {
  readonly columns: ReadingColumns[] = [];
  lastTimes(unit: string): Promise<(number | null)[]> {
    const newest = this.times(unit).reduce<number | null>((a, b) => Math.max(a ?? b, b), null);
    return Promise.resolve(measuredTags.map(() => newest));
  }
  submit(columns: ReadingColumns): Promise<void> {
    this.columns.push(columns);
    return Promise.resolve();
  }
  attach(): Promise<void> {
    return Promise.resolve();
  }
  times(unit: string): number[] {
    return this.columns.filter((columns) => columns.unitId === unit).flatMap(({ t }) => t);
  }
}

/** The simulator as it starts from its folder: a second call is a start after a kill. */
async function openBench(station = new Station()): Promise<Bench> {
  const broker = await startDemoBroker(0, () => clock.now);
  brokers.push(broker);
  const file = join(folder, 'demo-plan.json');
  const now = (): number => clock.now;
  const plan = resumePlan(readPlan(file, quiet), 1, clock.now);
  const parts = { broker, now, pause: () => Promise.resolve(), log: quiet };
  const plant = new DemoPlant(plan, { ...parts, save: (changed) => writePlan(file, changed) });
  const scenarios = openScenarios(join(folder, 'simulator-scenarios.json'), quiet);
  const control = createDemoControl(plant, scenarios, now);
  await plant.bringUp();
  await plant.join(station);
  return {
    plant,
    control,
    broker,
    station,
    ask: (deed) => control.carryOut({ id: 'x', deed }),
    until: (so) =>
      vi.waitUntil(
        () => {
          plant.tick();
          return so();
        },
        { timeout: 20_000, interval: 5 },
      ),
    run: async (seconds, stepMs = 1000) => {
      for (let passed = 0; passed < seconds * 1000; passed += stepMs) {
        clock.now += stepMs;
        plant.tick();
        await vi.waitUntil(() => plant.units().every((unit) => !unit.running), { interval: 1 });
      }
    },
  };
}

const readings = (bench: Bench): number[][] =>
  bench.plant.units().map((unit) => [...unit.plant.sensors().value, unit.plant.ageS()]);

describe('control of the demo plant', () => {
  it('is the same plant after a kill: set points, faults and readings', async () => {
    const first = await openBench();
    await first.run(5);
    await first.ask({ do: 'set-point', unitId, name: 'stirrerRpm', value: 900 });
    await first.run(3);
    await first.ask({ do: 'add-fault', unitId, fault: { kind: 'drift', tag: 'DO', size: -20 } });
    await first.ask({ do: 'add-fault', unitId, fault: { kind: 'foam', fromH: 20 } });
    await first.run(20);
    const before = { state: first.control.state().units, readings: readings(first) };
    // No farewell: only what was on disk when the last command was answered.
    const second = await openBench();
    expect({ state: second.control.state().units, readings: readings(second) }).toEqual(before);
    const [r1] = before.state;
    expect(r1?.setPoints[0]).toMatchObject({ name: 'stirrerRpm', value: 900, now: 900 });
    expect(r1?.faults.map(({ kind, tag, state }) => [kind, tag, state])).toEqual([
      ['drift', 'DO', 'active'],
      ['foam', null, 'planned'],
    ]);
  });

  it('refuses in words what is not possible', async () => {
    const { ask } = await openBench();
    const refused = async (deed: SimulatorDeed): Promise<unknown> => {
      const answer = await ask(deed);
      return answer.ok ? 'done' : [answer.code, answer.words];
    };
    const strange = unitIdSchema.parse('Plant-A');
    expect([
      await refused({ do: 'set-point', unitId: strange, name: 'ph', value: 5 }),
      await refused({ do: 'set-point', unitId, name: 'stirrerRpm', value: -1 }),
      await refused({ do: 'add-fault', unitId, fault: { kind: 'gremlins' } }),
      await refused({ do: 'add-fault', unitId, fault: { kind: 'foam', fromH: 1 } }),
      await refused({ do: 'run-script', unitId, text: '13 foam\n# x\n14 gremlins\n1 foam' }),
      await refused({ do: 'reset', unitId, preset: '1L', atHour: 36, seed: 1 }),
      await refused({ do: 'start-scenario', unitId, name: 'none' }),
    ]).toEqual([
      ['NOT_FOUND', 'No simulated unit is called Plant-A'],
      ['REFUSED', 'stirrerRpm must be from 0 to 1200'],
      ['REFUSED', 'There is no fault called gremlins'],
      ['REFUSED', 'Begins at hour 1, but the batch is at hour 12.00'],
      [
        'REFUSED',
        'Line 3: There is no fault called gremlins. Line 4: Begins at hour 1, but the batch is at hour 12.00',
      ],
      ['REFUSED', 'The recipe ends at hour 36: begin before it'],
      ['NOT_FOUND', 'No scenario is called none'],
    ]);
    expect(await ask({ do: 'check-script', unitId, text: '13 foam\n2 foam' })).toMatchObject({
      ok: true,
      refused: [{ line: 2 }],
    });
  });

  it('starts a batch over on the same unit, and one with a past beside what was recorded', async () => {
    const bench = await openBench();
    await bench.run(10);
    const again = await bench.ask({ do: 'reset', unitId, preset: '15L', atHour: 0, seed: 77 });
    expect(again).toMatchObject({ ok: true, unitId: 'R1' });
    await bench.run(10);
    expect(bench.control.state().units[0]).toMatchObject({
      unitId: 'R1',
      seed: 77,
      ageH: 10 / 3600,
      faults: [],
    });

    const older = await bench.ask({ do: 'reset', unitId, preset: '15L', atHour: 30, seed: 78 });
    expect(older).toMatchObject({ ok: true, unitId: 'R1-2' });
    await bench.run(3);
    const state = bench.control.state();
    expect(state.units.map(({ unitId: id, name }) => [id, name])).toEqual([
      ['R1-2', 'Reactor 1'],
      ['R2', 'Reactor 2'],
    ]);
    expect(state.retired).toEqual(['R1']);
    expect(state.units[0]?.ageH).toBeCloseTo(30, 2);
    const times = (): number[] => bench.station.times('R1-2');
    await bench.until(() => times().includes(state.units[0]?.inoculatedAt ?? 0));
    expect(times().filter((t) => t > clock.now)).toEqual([]);

    // Another vessel has other channels; and what was free before is taken again.
    const small = await bench.ask({
      do: 'reset',
      unitId: unitIdSchema.parse('R1-2'),
      preset: '1L',
      atHour: 0,
      seed: 1,
    });
    expect(small).toMatchObject({ unitId: 'R1-3' });
    const back = await bench.ask({
      do: 'reset',
      unitId: unitIdSchema.parse('R1-3'),
      preset: '15L',
      atHour: 0,
      seed: 1,
    });
    expect(back).toMatchObject({ unitId: 'R1' });
    expect(bench.control.state().retired).toEqual(['R1-2', 'R1-3']);
  }, 60_000);

  it('runs a sped-up batch in the past, in order, never ahead of the clock, until it is in step', async () => {
    const bench = await openBench();
    const sped = await bench.ask({ do: 'speed', unitId, speed: 600 });
    expect(sped).toMatchObject({ ok: true, unitId: 'R1-2' });
    const fast = unitIdSchema.parse('R1-2');
    await bench.run(60);
    const middle = bench.control.state().units[0];
    expect(middle).toMatchObject({ speed: 600, ageH: 10 });
    // Killed on its way: it goes on from where it was, with what was done to it.
    await bench.ask({ do: 'set-point', unitId: fast, name: 'ph', value: 5.4 });
    const second = await openBench(bench.station);
    expect(second.control.state().units[0]).toEqual(bench.control.state().units[0]);
    await second.run(300, 2000);
    await second.run(180, 2000);
    const after = second.control.state().units[0];
    expect(after).toMatchObject({ speed: 1, behindMs: 0 });
    expect(after?.ageH).toBeCloseTo(0.9 * 96, 0);
    const times = second.station.times('R1-2');
    const fallsAt = times.findIndex((t, i) => t < (times[i - 1] ?? 0));
    expect(fallsAt).toBe(-1);
    expect(times.at(-1)).toBeLessThanOrEqual(clock.now);
    const pH = second.station.columns.flatMap(({ tag, value }) =>
      value.filter((_, i) => tag[i] === measuredTags.indexOf('pH')),
    );
    expect(pH.at(-1)).toBeCloseTo(5.4, 1);
  }, 60_000);

  it('keeps scenarios by name, possible ones only, and starts them again the same', async () => {
    const { ask } = await openBench();
    const scenario = {
      name: 'Foam at night',
      preset: '15L' as const,
      seed: 9,
      atHour: 0.5,
      setPoints: [{ name: 'tempC', value: 28 }],
      script: '0.6 foam size=0.5\n0.5 loop-break pH for=1',
    };
    const wrong = { ...scenario, name: 'x', script: '0.1 foam' };
    expect(await ask({ do: 'save-scenario', scenario: wrong })).toMatchObject({
      ok: false,
      words: 'Line 1: Begins at hour 0.1, but the batch is at hour 0.50',
    });
    expect(await ask({ do: 'save-scenario', scenario })).toMatchObject({ ok: true });

    const bench = await openBench();
    expect(bench.control.state().scenarios).toEqual([scenario]);
    const started = await bench.ask({ do: 'start-scenario', unitId, name: scenario.name });
    expect(started).toMatchObject({ ok: true, unitId: 'R1-2' });
    await bench.run(10);
    const unit = bench.control.state().units[0];
    expect(unit?.setPoints.find(({ name }) => name === 'tempC')?.value).toBe(28);
    expect(unit?.faults.map(({ kind, state }) => [kind, state])).toEqual([
      ['loop-break', 'active'],
      ['foam', 'planned'],
    ]);
    // The minutes before are those of an untouched batch: the script began with the scenario.
    const whole = (): boolean => bench.station.times('R1-2').includes(unit?.inoculatedAt ?? 0);
    await bench.until(whole);
    const broken = bench.station.columns
      .filter((columns) => columns.unitId === 'R1-2')
      .flatMap(({ t, quality }) => t.filter((_, i) => quality?.[i] === qualityCode('sensor-fault')));
    expect(Math.min(...broken)).toBeGreaterThan(start - 1000);

    expect(await bench.ask({ do: 'remove-scenario', name: scenario.name })).toMatchObject({ ok: true });
    expect(await bench.ask({ do: 'remove-scenario', name: scenario.name })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(JSON.parse(readFileSync(join(folder, 'simulator-scenarios.json'), 'utf8'))).toEqual({
      version: 1,
      scenarios: [],
    });
    writeFileSync(join(folder, 'simulator-scenarios.json'), '{"version":1,');
    expect((await openBench()).control.state().scenarios).toEqual([]);
  }, 60_000);

  it('takes set points from its own topics of its own broker and no other', async () => {
    const { broker, control } = await openBench();
    const taken: string[] = [];
    broker.onSetPoint(({ topic, payload }) => taken.push(`${topic} ${payload}`));
    const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0 });
    await client.publishAsync('bt-sim/R1/set/ph', '5.1', { qos: 1, retain: true });
    await vi.waitUntil(() => taken.length === 1);
    expect(taken).toEqual(['bt-sim/R1/set/ph 5.1']);
    const kept: string[] = [];
    client.on('message', (topic) => kept.push(topic));
    await client.subscribeAsync('bt-sim/#');
    const cut = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish('bt/R1/set/ph', '5', { qos: 1 });
    await cut;
    expect(kept).toEqual([]);
    expect(control.wiredSetPoint('R1', 'ph', 5.1)).toBe('');
    expect(control.wiredSetPoint('R1', 'ph', 99)).toBe('ph must be from 3 to 8');
    expect(control.state().units[0]?.setPoints.find(({ name }) => name === 'ph')?.value).toBe(5.1);
    await client.endAsync(true);
  });
});
