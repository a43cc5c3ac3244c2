import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratchFolder } from '../testing/scratch-folder';
import { openForward } from './open-forward';

const quiet = (): void => undefined;
const lines = (points: number, series = 7, t = 1000) => ({
  points,
  lines: Array.from({ length: points }, (_, i) => `R1 value=${i} ${t + i}`).join('\n'),
  cursors: new Map([[series, t + points - 1]]),
});

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

describe('forward.db', () => {
  it('keeps what waits, cursors and what was asked over a kill', () => {
    // Never closed: as a kill leaves it.
    const { queue, asked } = openForward(folder, quiet, () => 1);
    queue.add('edge', lines(3));
    queue.add('edge', lines(2, 8, 5000));
    queue.remove('edge', queue.oldest('edge', 3), 'sent');
    const span = queue.markDirty('edge', 7, 10, 20);
    asked.remember({ storeId: 'edge', series: 7, from: 5, open: true }, 2, 99);

    const again = openForward(folder, quiet, () => 1);
    expect(again.words).toBe('');
    expect(again.queue.oldest('edge', 5000)).toEqual([{ id: 2, points: 2, lines: lines(2, 8, 5000).lines }]);
    expect(again.queue.cursors('edge')).toEqual(
      new Map([
        [7, 1002],
        [8, 5001],
      ]),
    );
    expect(again.queue.dirty('edge')).toEqual([span]);
    expect(again.queue.figures('edge')).toEqual({
      points: 2,
      bytes: lines(2, 8, 5000).lines.length,
      sent: 3,
      refused: 0,
      dirty: 1,
    });
    expect(again.asked.remembered({ storeId: 'edge', series: 7, from: 5, open: true })).toEqual({
      attempts: 2,
      nextAt: 99,
    });
    expect(again.asked.remembered({ storeId: 'edge', series: 7, from: 5, open: false })).toBeUndefined();
    again.queue.forget('edge');
    expect(again.queue.figures('edge')).toEqual({ points: 0, bytes: 0, sent: 0, refused: 0, dirty: 0 });
    again.close();
  });

  it('puts a damaged file aside and begins anew', () => {
    writeFileSync(join(folder, 'forward.db'), 'not a database at all');
    const file = openForward(folder, quiet, () => 42);
    expect(file.usable).toBe(true);
    expect(file.words).toContain('put aside');
    file.close();
    expect(readdirSync(folder)).toContain('forward.db.damaged-42');
  });

  it('leaves a newer file alone and forwards nothing', () => {
    openForward(folder, quiet, () => 1).close();
    const path = join(folder, 'forward.db');
    const newer = new Sqlite(path);
    newer.pragma('user_version = 99');
    newer.close();
    const file = openForward(folder, quiet, () => 1);
    expect(file.usable).toBe(false);
    expect(file.words).toContain('newer version');
    file.close();
    const after = new Sqlite(path, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(99);
    after.close();
  });
});
