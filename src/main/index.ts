import { join } from 'node:path';
import { app, dialog } from 'electron';
import { dataDirFor } from '../workers/host/data-dir';
import { keepPrivate, prepareFolder } from '../workers/host/keep-private';
import { optionHelp } from '../workers/host/options';
import type { HostOptions } from '../workers/host/options';
import { registerBundleScheme } from './protocol';
import { desktopOptions } from './desktop-options';
import { startDesktop } from './start-desktop';

keepPrivate();
// Pages hold little that is new for long; V8's own choice of room for it grows with the machine's memory.
app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=8');
registerBundleScheme();
const parsed = desktopOptions(process.argv, process.defaultApp);
if (!parsed.ok) refuse(2, parsed.words);
else if (parsed.options.help) {
  process.stdout.write(optionHelp);
  app.exit(0);
} else run(parsed.options);

function run(options: HostOptions): void {
  const dataDir = dataDirFor(options.dataDir);
  const desktopDir = join(dataDir, 'desktop');
  try {
    prepareFolder(desktopDir);
  } catch (problem) {
    return refuse(1, problem instanceof Error ? problem.message : String(problem));
  }
  // Chromium's own files lie with the data: two folders are two independent applications.
  app.setPath('userData', desktopDir);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(
      `Bioprocess Twin is already running on ${dataDir}: its window comes to the front.\n`,
    );
    app.exit(0);
    return;
  }
  // Not awaited: an ES module that waits for "ready" keeps it from ever coming.
  void app
    .whenReady()
    .then(() => startDesktop(options, dataDir, desktopDir))
    .catch((problem: unknown) => refuse(1, problem instanceof Error ? problem.message : String(problem)));
}

function refuse(code: number, words: string): void {
  process.stderr.write(`${words}\n`);
  if (app.isReady() || process.platform !== 'linux') dialog.showErrorBox('Bioprocess Twin', words);
  app.exit(code);
}
