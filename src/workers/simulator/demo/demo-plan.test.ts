import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resumePlan, turnOver } from './demo-plan';
import { readPlan, writePlan } from './plan-file';

const hour = 3_600_000;
const now = Date.UTC(2025, 10, 24, 16);
const ages = (plan: ReturnType<typeof resumePlan>, at: number): number[] =>
  plan.units.map((unit) => (at - unit.batch.inoculatedAt) / hour);

describe('plan of the demo', () => {
  it('begins with a glycerol batch at hour 12 and a methanol batch at hour 40, all history missing', () => {
    const plan = resumePlan(null, 7, now);
    expect(ages(plan, now)).toEqual([12, 40]);
    expect(plan.units.map((unit) => unit.holes)).toEqual([
      [{ from: now - 12 * hour, to: now }],
      [{ from: now - 40 * hour, to: now }],
    ]);
    expect(plan.units.map((unit) => unit.batch.id)).toEqual(['SIM-R1-20251124-0400', 'SIM-R2-20251123-0000']);
    expect(plan.units[0]?.batch.seed).not.toBe(plan.units[1]?.batch.seed);
  });

  it('goes on with the batches within their window', () => {
    const plan = resumePlan(null, 7, now);
    const later = resumePlan(plan, 99, now + 8 * hour);
    expect(later.units).toEqual(plan.units);
    expect(later.seed).toBe(7);
  });

  it('replaces a batch past its window by one that does not reach into it', () => {
    const plan = { ...resumePlan(null, 7, now), aliveAt: now + 2 * hour };
    const later = resumePlan(plan, 7, now + 10 * hour);
    const [first, second] = later.units;
    expect(ages(later, now + 10 * hour)).toEqual([8, 50]);
    expect(first?.ended).toEqual([{ ...plan.units[0]?.batch, endedAt: now + 2 * hour }]);
    expect(first?.batch.seed).not.toBe(plan.units[0]?.batch.seed);
    expect(second?.ended).toEqual([]);
    const muchLater = resumePlan(plan, 7, now + 300 * hour);
    expect(ages(muchLater, now + 300 * hour)).toEqual([12, 40]);
  });

  it('goes on with a batch of any age after a mere interruption', () => {
    const start = resumePlan(null, 7, now);
    const plan = { ...start, aliveAt: now + 30 * hour };
    expect(resumePlan(plan, 7, now + 30 * hour + 30_000).units).toEqual(start.units);
    expect(resumePlan(plan, 7, now + 30 * hour + hour).units).not.toEqual(start.units);
  });

  it('survives a clock set back', () => {
    const plan = resumePlan(null, 7, now);
    const earlier = resumePlan(plan, 7, now - 100 * hour);
    expect(ages(earlier, now - 100 * hour).every((age) => age >= 0)).toBe(true);
  });

  it('turns over to a new batch at the end of the recipe', () => {
    const plan = turnOver(resumePlan(null, 7, now), 'R2', now + 56 * hour);
    expect(plan.units[1]).toMatchObject({
      batches: 2,
      holes: [],
      batch: { inoculatedAt: now + 56 * hour },
      ended: [{ endedAt: now + 56 * hour }],
    });
    expect(plan.units[0]?.batches).toBe(1);
  });
});

describe('file of the plan', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bt-demo-plan-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('comes back as it was written; a missing or broken one is none', () => {
    const said: string[] = [];
    const log = (_level: string, words: string): void => void said.push(words);
    const file = join(folder, 'deeper', 'demo-plan.json');
    expect(readPlan(file, log)).toBeNull();
    const plan = resumePlan(null, 7, now);
    writePlan(file, plan);
    expect(readPlan(file, log)).toEqual(plan);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 50));
    expect(said).toEqual([]);
    expect(readPlan(file, log)).toBeNull();
    expect(said).toEqual(['The demo plan cannot be read; the demo begins anew']);
  });
});
