import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { removeDataDir, startHeadless } from '../screens/headless-station';

const home = mkdtempSync(join(tmpdir(), 'bt-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('writes nothing outside its data folder, and nothing in it that others may read', async () => {
  const station = await startHeadless([], undefined, 0, {
    HOME: home,
    XDG_CACHE_HOME: '',
    XDG_DATA_HOME: '',
  });
  const twinWorks = async (): Promise<boolean> => {
    const answer = await fetch(`${station.origin}/api/v1/twin/status`, {
      headers: { authorization: `Bearer ${station.token}` },
    });
    return ((await answer.json()) as { model: unknown }).model !== null;
  };
  while (!(await twinWorks())) await new Promise((resolve) => setTimeout(resolve, 200));
  await station.stop();
  const open = readdirSync(station.dataDir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(join(station.dataDir, name)).mode & 0o077) !== 0,
  );
  await removeDataDir(station.dataDir);
  expect({ home: readdirSync(home), open }).toEqual({ home: [], open: [] });
});
