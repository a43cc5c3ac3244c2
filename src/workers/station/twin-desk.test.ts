import { describe, expect, it } from 'vitest';
import { unitIdSchema } from '../../shared/model/identity';
import { createTwinDesk } from './twin-desk';
import type { TwinReport } from './serve/rooms';

const r1 = unitIdSchema.parse('R1');
const report = (phase: 'batch' | 'depleted'): TwinReport => ({
  model: null,
  problem: '',
  units: [
    { unitId: r1, lastWindow: 5, windows: 1, missedThenComputed: 0, inferenceMs: 1, phase, phaseSince: 4 },
  ],
});

describe('twin desk', () => {
  it('knows the recorded phase until the twin speaks, and the twin as down when it falls silent', () => {
    let now = 0;
    const changes: string[] = [];
    const desk = createTwinDesk({
      now: () => now,
      recordedPhase: () => 'lag',
      phaseChanged: (unitId, from, to) => changes.push(`${unitId} ${from} ${to}`),
    });
    expect([desk.phase(r1), desk.status().state]).toEqual([{ phase: 'lag', since: null }, 'down']);
    desk.report(report('batch'));
    desk.report(report('batch'));
    desk.report(report('depleted'));
    expect(changes).toEqual(['R1 null batch', 'R1 batch depleted']);
    expect(desk.phase(r1)).toEqual({ phase: 'depleted', since: 4 });
    now = 74_000;
    expect(desk.status().state).toBe('up');
    now = 76_000;
    expect(desk.status().state).toBe('down');
  });
});
