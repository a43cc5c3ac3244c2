import { describe, expect, it } from 'vitest';
import { unitIdSchema } from '../../shared/model/identity';
import type { SimulatorState } from '../../shared/model/simulator';
import type { SimulatorDeed } from '../../shared/model/simulator-command';
import { createSimulatorDesk } from './simulator-desk';

const state: SimulatorState = { units: [], faultKinds: [], presets: [], scenarios: [], retired: ['R1'] };
const unitId = unitIdSchema.parse('R1');
const deed: SimulatorDeed = { do: 'set-point', unitId, name: 'ph', value: 5 };

function desk(demo = true, deadlineMs = 5000) {
  const clock = { now: 1000 };
  const kept: (readonly string[])[] = [];
  const made = createSimulatorDesk({
    now: () => clock.now,
    demo,
    deadlineMs,
    retired: [],
    retiredChanged: (ids) => kept.push(ids),
  });
  return { desk: made, clock, kept };
}

const wordsOf = async (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'done',
    (error: unknown) =>
      error instanceof Error && 'code' in error ? [error.code, error.message] : 'something else',
  );

describe('the desk of the simulator', () => {
  it('refuses at once, with what to do, where no simulator runs', async () => {
    expect(await wordsOf(desk(false).desk.ask(deed))).toEqual([
      'UNAVAILABLE',
      'No simulator runs: start without --no-demo',
    ]);
    const { desk: gone, clock } = desk();
    gone.report({ state, answers: [] });
    expect(gone.status()).toBe(state);
    clock.now += 20_000;
    expect(await wordsOf(gone.ask(deed))).toEqual([
      'UNAVAILABLE',
      'The simulator does not answer now; it is started again by itself',
    ]);
  });

  it('hands a command once to a waiting simulator and its answer to who asked', async () => {
    const { desk: open } = desk();
    open.report({ state, answers: [] });
    const fetched = open.next(10_000);
    const first = open.ask(deed);
    const second = wordsOf(open.ask({ ...deed, value: 99 }));
    const commands = [...(await fetched), ...(await open.next(0))];
    expect(commands.map((command) => command.deed)).toEqual([deed, { ...deed, value: 99 }]);
    expect(await open.next(0)).toEqual([]);
    const [a, b] = commands.map(({ id }) => id);
    const refused = { ok: false, code: 'REFUSED', words: 'ph must be from 3 to 8', field: null } as const;
    open.report({
      state,
      answers: [
        { id: b ?? '', ...refused },
        { id: a ?? '', ok: true, unitId, refused: [] },
      ],
    });
    expect(await first).toMatchObject({ unitId });
    expect(await second).toEqual(['REFUSED', 'ph must be from 3 to 8']);
  });

  it('says whether a command that nobody answered may still be carried out', async () => {
    const { desk: slow } = desk(true, 20);
    slow.report({ state, answers: [] });
    expect(await wordsOf(slow.ask(deed))).toEqual([
      'UNAVAILABLE',
      'The simulator did not fetch this in time, and it was withdrawn',
    ]);
    expect(await slow.next(0)).toEqual([]);
    const late = wordsOf(slow.ask(deed));
    expect(await slow.next(0)).toHaveLength(1);
    expect(await late).toEqual([
      'UNAVAILABLE',
      'The simulator did not answer in time. It may still do it: look before you ask again',
    ]);
  });

  it('keeps which simulated units run no more', () => {
    const { desk: open, kept } = desk();
    open.report({ state, answers: [] });
    open.report({ state, answers: [] });
    expect([open.isRetired('R1'), open.isRetired('R2'), kept]).toEqual([true, false, [['R1']]]);
  });
});
