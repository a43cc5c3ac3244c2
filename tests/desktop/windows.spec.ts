import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { makeDataDir, removeDataDir } from '../screens/headless-station';

const lost = { id: 999, workArea: { x: 6000, y: 0, width: 1920, height: 1080 } };
const left = (path: string, x: number) => ({
  bounds: { x, y: 40, width: 1200, height: 700 },
  display: lost,
  path,
  maximized: false,
  fullScreen: false,
});

test('windows of a monitor that is lost come back into sight, at the start and while they are open, and are remembered', async () => {
  const dataDir = await makeDataDir();
  const memory = join(dataDir, 'desktop', 'desktop.json');
  await mkdir(join(dataDir, 'desktop'), { recursive: true });
  const windows = [left('#/workspace', 6100), left('#/alarms', 6300)];
  await writeFile(memory, JSON.stringify({ theme: 'auto', windows }));
  const root = process.getuid?.() === 0;
  const electron = await _electron.launch({
    args: ['.', '--data', dataDir, '--no-demo', ...(root ? ['--no-sandbox'] : [])],
  });
  /** Screens that are open, and which of their windows are not wholly on a display. */
  const seen = () =>
    electron.evaluate(({ BrowserWindow, screen }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const { x, y, width, height } = window.getBounds();
        const area = screen.getDisplayMatching(window.getBounds()).workArea;
        const inside =
          x >= area.x &&
          y >= area.y &&
          x + width <= area.x + area.width &&
          y + height <= area.y + area.height;
        const [path] = /#[^?]*/.exec(window.webContents.getURL()) ?? [];
        return `${path} ${inside ? 'in sight' : 'lost'}`;
      }),
    );
  const bothInSight = new Set(['#/alarms in sight', '#/workspace in sight']);
  await expect.poll(async () => new Set(await seen())).toEqual(bothInSight);

  await electron.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 6000, y: 40, width: 1200, height: 700 });
    screen.emit('display-removed', {}, screen.getPrimaryDisplay());
  });
  await expect.poll(async () => new Set(await seen())).toEqual(bothInSight);

  await electron.close();
  const kept = JSON.parse(await readFile(memory, 'utf8')) as { windows: { path: string }[] };
  const paths = new Set(kept.windows.map(({ path }) => path.split('?', 1)[0]));
  expect(paths).toEqual(new Set(['#/alarms', '#/workspace']));
  await removeDataDir(dataDir);
});
