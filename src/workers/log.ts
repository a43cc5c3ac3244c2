/** Where a worker writes what a maintainer should find. Passed in; pure rooms never see it. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  words: string,
  facts?: Readonly<Record<string, unknown>>,
) => void;

/** One JSON object per line on standard error, so that standard output stays for answers. */
export function stderrLog(worker: string): Log {
  return (level, words, facts) => {
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), worker, level, words, ...facts })}\n`,
    );
  };
}
