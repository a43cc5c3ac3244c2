import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../screens/app-under-test';

interface Desktop {
  readonly desktop: { savePdf(name: string): Promise<unknown> };
}

test('a page is saved as PDF where the person chooses, and nowhere else', async ({
  app: { page, electron },
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'bt-pdf-'));
  const file = join(folder, 'chosen.pdf');
  const savePdf = (name: string): Promise<unknown> =>
    page.evaluate((stem) => (window as unknown as Desktop).desktop.savePdf(stem), name);
  const choose = (chosen: string): Promise<void> | undefined =>
    electron?.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
    }, chosen);
  await choose(file);
  expect(await savePdf('report-1.0.0')).toEqual({ state: 'saved', path: file });
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  await rm(file);
  // A name with a folder in it is never offered.
  expect(await savePdf('../report')).toEqual({ state: 'cancelled' });
  await choose('');
  expect(await savePdf('report')).toEqual({ state: 'cancelled' });
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  await choose(join(folder, 'no', 'such', 'folder.pdf'));
  expect(await savePdf('report')).toMatchObject({
    state: 'failed',
    words: expect.stringContaining('ENOENT'),
  });
  await rm(folder, { recursive: true });
});
