import { expect, it } from 'vitest';
import { desktopOptions } from './desktop-options';

it.each([
  [['electron', '.', '--no-demo'], true],
  [['electron', '--inspect=0', '--no-sandbox', '/repo', '--no-demo', '--disable-gpu'], true],
  [['bioprocess-twin', '--no-sandbox', '--remote-debugging-port=9222', '--no-demo'], false],
])('finds ours among %j', (argv, startedByPath) => {
  expect(desktopOptions(argv, startedByPath)).toMatchObject({ ok: true, options: { demo: false } });
});

it('still refuses what nobody knows', () => {
  expect(desktopOptions(['bioprocess-twin', '--no-demmo'], false)).toMatchObject({ ok: false });
});
