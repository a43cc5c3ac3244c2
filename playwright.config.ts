import { defineConfig } from '@playwright/test';
import type { HostOption } from './tests/screens/app-under-test';

/** One set of screen specs, driven in Electron and in a browser; each host has a few of its own. */
export default defineConfig<HostOption>({
  testDir: 'tests',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // One more try, in a fresh application, on a shared machine; tools/test.mjs counts and names those that needed it.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  outputDir: 'test-results/artifacts',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'desktop',
      testMatch: ['screens/**/*.spec.ts', 'desktop/**/*.spec.ts'],
      use: { host: 'desktop' },
    },
    {
      name: 'browser',
      testMatch: ['screens/**/*.spec.ts', 'browser/**/*.spec.ts'],
      use: { host: 'browser' },
    },
  ],
});
