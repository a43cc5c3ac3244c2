import { expect, it } from 'vitest';
import { createOutbox, type Sent } from './outbox';
import { clientId } from './client-id';
import type { OutboxEntry, OutboxStore } from './outbox-store';

function memory(): OutboxStore {
  const entries = new Map<string, OutboxEntry>();
  return {
    all: async () => [...entries.values()].toSorted((a, b) => a.madeAt - b.madeAt),
    put: async (entry) => void entries.set(entry.id, entry),
    remove: async (id) => void entries.delete(id),
  };
}

const entry = (n: number, personId = 'tina'): OutboxEntry => ({
  id: `e${n}`,
  verb: 'records.submit',
  input: { n },
  words: `Sample ${n}`,
  batchId: 'b',
  personId,
  personName: 'Tina',
  madeAt: n,
  refused: null,
});

/** A station that knows an entry again by its id, and whose answer can get lost. */
function station() {
  const taken: string[] = [];
  const state = { up: true, loseAnswers: false, person: 'tina' as string | null };
  const send = async ({ id }: OutboxEntry): Promise<Sent> => {
    if (id === 'e13') return { kind: 'refused', words: 'Expected 0-14, you entered 70' };
    if (!taken.includes(id)) taken.push(id);
    return state.loseAnswers ? { kind: 'later' } : { kind: 'arrived', answer: id };
  };
  return { taken, state, send, reachable: () => state.up, personId: () => state.person };
}

it('keeps entries while the station is away, over a reload, and delivers each once and in order', async () => {
  const store = memory();
  const there = station();
  there.state.up = false;
  const before = await createOutbox({ store, ...there });
  expect((await before.post(entry(1))).kind).toBe('later');
  await before.post(entry(2));
  const outbox = await createOutbox({ store, ...there });
  expect(outbox.list().map(({ id }) => id)).toEqual(['e1', 'e2']);
  there.state.up = true;
  there.state.loseAnswers = true;
  await outbox.flush();
  there.state.loseAnswers = false;
  await Promise.all([outbox.flush(), outbox.flush()]);
  expect(there.taken).toEqual(['e1', 'e2']);
  expect(outbox.list()).toEqual([]);
});

it('lets nothing overtake what waits, and sends nothing in the name of another person', async () => {
  const store = memory();
  const there = station();
  const outbox = await createOutbox({ store, ...there });
  there.state.up = false;
  await outbox.post(entry(1));
  await outbox.post(entry(2, 'otto'));
  there.state.up = true;
  expect((await outbox.post(entry(3))).kind).toBe('later');
  await outbox.flush();
  expect(there.taken).toEqual(['e1', 'e3']);
  expect(outbox.list().map(({ id }) => id)).toEqual(['e2']);
  there.state.person = 'otto';
  await outbox.flush();
  expect(there.taken).toEqual(['e1', 'e3', 'e2']);
});

it('holds what was refused until somebody deals with it, and lets the others by', async () => {
  const there = station();
  const outbox = await createOutbox({ store: memory(), ...there });
  expect(await outbox.post(entry(13))).toEqual({ kind: 'refused', words: 'Expected 0-14, you entered 70' });
  expect((await outbox.post(entry(14))).kind).toBe('arrived');
  await outbox.flush();
  expect(outbox.list()).toMatchObject([{ id: 'e13', refused: 'Expected 0-14, you entered 70' }]);
  await outbox.forget('e13');
  expect(outbox.list()).toEqual([]);
});

it('makes ids that sort by time and do not repeat', () => {
  const ids = [clientId(0), clientId(1_763_700_000_000), clientId(1_763_700_000_000)];
  expect(ids[1]).toMatch(/^01KA[0-9A-Z]{22}$/);
  expect(ids.toSorted()[0]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(3);
});
