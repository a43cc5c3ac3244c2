import { spawn } from 'node:child_process';
import { buildIfNeeded } from './build.mjs';
import { downloadElectron, electronPath, noDisplay } from './electron-binary.mjs';
import { needNode24, root } from './node-24.mjs';
import { passSignals, run } from './run.mjs';

/** How long after its start a failing Electron means "not on this machine" rather than "it broke", ms. */
const startupMs = 15_000;

/** What Electron prints where the machine cannot run it, and what that means. */
const cannotRun = [
  [/error while loading shared libraries: ([^:\s]+)/, (lib) => `the system library ${lib} is missing`],
  [
    /Missing X server|cannot open display|Failed to connect to Wayland/i,
    () => 'the display cannot be opened',
  ],
  [
    /SUID sandbox helper|No usable sandbox|zygote_host/i,
    () => "this system does not allow Electron's sandbox",
  ],
];

const args = process.argv.slice(2);
await buildIfNeeded();
const why = args.includes('--headless') || args.includes('--help') ? '' : await whyNoDesktop();
const code = why === undefined ? await startDesktop() : await startHeadless(why);
process.exit(code);

/** Why there will be no window; undefined where there can be one. */
async function whyNoDesktop() {
  return noDisplay() ?? (electronPath() ? undefined : await downloadElectron());
}

async function startHeadless(reason) {
  if (reason) console.error(`No desktop window: ${reason}. Serving the same screens to a browser:`);
  return run(needNode24(), ['out/main/headless.js', ...args.filter((arg) => arg !== '--headless')]);
}

async function startDesktop() {
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  if (asRoot) console.error("Running as root: Electron's sandbox is off.");
  const { exitCode, reason } = await runElectron([...(asRoot ? ['--no-sandbox'] : []), '.', ...args]);
  return reason ? startHeadless(reason) : exitCode;
}

/** Runs Electron to its end; `reason` says why it could not even start here. */
async function runElectron(electronArgs) {
  const started = Date.now();
  const child = spawn(electronPath(), electronArgs, { cwd: root, stdio: ['inherit', 'inherit', 'pipe'] });
  const release = passSignals(child);
  let said = '';
  child.stderr.on('data', (text) => {
    if (Date.now() - started < startupMs) said += text;
    process.stderr.write(text);
  });
  const exitCode = await new Promise((resolve) => {
    child.once('close', (code) => resolve(code ?? 1));
    child.once('error', (problem) => {
      said += problem.message;
      resolve(127);
    });
  });
  release();
  if (exitCode === 0 || Date.now() - started > startupMs) return { exitCode };
  return {
    exitCode,
    reason: reasonIn(said) ?? (exitCode === 127 ? 'Electron cannot be started' : undefined),
  };
}

function reasonIn(said) {
  for (const [pattern, words] of cannotRun) {
    const found = pattern.exec(said);
    if (found) return words(found[1]);
  }
  return undefined;
}
