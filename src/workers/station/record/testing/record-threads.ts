import { resolve } from 'node:path';
import type { ThreadPaths } from '../thread-paths';
import { bundleEntries } from './bundle-entries';

/** The two threads, compiled for one test file. */
export async function recordThreads(): Promise<{ readonly threads: ThreadPaths; remove(): void }> {
  const source = (name: string): string => resolve('src/workers/station/record', name);
  const bundled = await bundleEntries({
    writer: source('writer-thread.ts'),
    reader: source('reader-thread.ts'),
  });
  const { writer = '', reader = '' } = bundled.paths;
  return { threads: { writer, reader }, remove: () => bundled.remove() };
}
