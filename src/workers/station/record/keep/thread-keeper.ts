import { Worker } from 'node:worker_threads';
import type { KeepProgress } from './backup';
import type { Keeper, KeepOutcome, KeepTask } from './keep-task';

export type ToKeeper = { readonly kind: 'start'; readonly task: KeepTask } | { readonly kind: 'cancel' };
export type FromKeeper =
  | { readonly kind: 'progress'; readonly now: KeepProgress }
  | { readonly kind: 'over'; readonly outcome: KeepOutcome };

/** In a thread of its own, so that no page of a large file ever holds up a reading. */
export function threadKeeper(entry: string | URL): Keeper {
  return (task, progress, signal) =>
    new Promise((resolve) => {
      const worker = new Worker(entry, { name: 'keeper' });
      const say = (message: ToKeeper): void => worker.postMessage(message, []);
      const cancel = (): void => say({ kind: 'cancel' });
      const end = (outcome: KeepOutcome): void => {
        signal.removeEventListener('abort', cancel);
        resolve(outcome);
      };
      signal.addEventListener('abort', cancel);
      worker.on('error', (error) => end({ kind: 'failed', words: `It failed: ${error.message}` }));
      worker.on('exit', () => end({ kind: 'failed', words: 'Its thread ended before it was done.' }));
      worker.on('message', (message: FromKeeper) => {
        if (message.kind === 'progress') progress(message.now);
        else end(message.outcome);
      });
      say({ kind: 'start', task });
    });
}
