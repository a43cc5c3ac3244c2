import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { downloadElectron, electronPath, noDisplay } from './electron-binary.mjs';
import { onPath, root } from './node-24.mjs';

/** Folders of specs of each Playwright project; those of `screens` run in both. */
const folders = { desktop: ['screens', 'desktop'], browser: ['screens', 'browser'] };

/**
 * Which end-to-end projects this machine can run, under which wrapper, and what is left out and why.
 * @returns {Promise<{projects: string[], wrapper: string[], leftOut: {project: string, why: string, specs: string[]}[]}>}
 */
export async function chooseE2e() {
  const virtual = noDisplay() !== undefined && onPath('xvfb-run');
  const wrapper = virtual ? ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24'] : [];
  const reasons = { desktop: await whyNoDesktop(virtual), browser: await whyNoBrowser() };
  const projects = Object.keys(reasons).filter((project) => reasons[project] === undefined);
  const leftOut = Object.keys(reasons)
    .filter((project) => reasons[project] !== undefined)
    .map((project) => ({ project, why: reasons[project], specs: specsOf(project) }));
  return { projects, wrapper, leftOut };
}

async function whyNoDesktop(virtual) {
  const blind = noDisplay();
  if (blind && !virtual) return `${blind}, and xvfb-run is not installed`;
  return electronPath() ? undefined : downloadElectron();
}

async function whyNoBrowser() {
  const { chromium } = await import('@playwright/test');
  const known = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ];
  return known.some((path) => path && existsSync(path))
    ? undefined
    : 'there is no Chromium; install it, or run `npx playwright install chromium`';
}

function specsOf(project) {
  return folders[project].flatMap((folder) => {
    const dir = join(root, 'tests', folder);
    if (!existsSync(dir)) return [];
    const specs = readdirSync(dir, { recursive: true }).filter((name) => name.endsWith('.spec.ts'));
    return specs.toSorted((a, b) => a.localeCompare(b)).map((name) => `tests/${folder}/${name}`);
  });
}
