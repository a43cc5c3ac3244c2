import { app, dialog, powerMonitor } from 'electron';
import type { Log } from '../workers/log';

export interface CleanQuit {
  readonly stop: () => Promise<void>;
  readonly beforeQuit: () => void;
  readonly log: Log;
}

export interface Quit {
  /** Says why and quits; for what a restart cannot cure. */
  readonly because: (words: string) => void;
}

/** Quits only after everything has stopped, whoever asks: menu, last window, signal, system shutdown. */
export function quitCleanly({ stop, beforeQuit, log }: CleanQuit): Quit {
  let code = 0;
  let finishing: Promise<void> | undefined;
  const finish = async (): Promise<void> => {
    await stop();
    log('info', 'Stopped', { code });
    app.exit(code);
  };
  app.on('before-quit', beforeQuit);
  app.on('will-quit', (event) => {
    event.preventDefault();
    finishing ??= finish();
  });
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // Linux and macOS wait for us where they can; Windows does not wait.
  const delayShutdown = (event?: { preventDefault(): void }): void => {
    event?.preventDefault();
    app.quit();
  };
  powerMonitor.on('shutdown', delayShutdown);
  return {
    because(words) {
      code = 1;
      process.stderr.write(`${words}\n`);
      dialog.showErrorBox('Bioprocess Twin cannot start', words);
      app.quit();
    },
  };
}

/** A bug in this process must not close the windows or stop recording: the work is done elsewhere. */
export function surviveBugs(log: Log): void {
  for (const cause of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(cause, (problem: unknown) => {
      const error = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
      log('error', `A bug in the main process (${cause})`, { error });
    });
  app.on('child-process-gone', (_, { type, name, reason, exitCode }) =>
    log(type === 'Utility' ? 'info' : 'warn', 'A process ended', { type, name, reason, exitCode }),
  );
}
