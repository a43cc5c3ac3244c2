import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedEvidence, writeEvidence, type Step } from '../../src/workers/station/command/qualify/evidence';
import { hashesOf, iqSteps } from '../../src/workers/station/command/qualify/iq-steps';
import { oqSteps } from '../../src/workers/station/command/qualify/oq-steps';
import { findStationKey } from '../../src/workers/station/record/ledger/station-key';
import { recordThreads } from '../../src/workers/station/record/testing/record-threads';
import { startStation } from './station-under-test';

// As the program itself does before anything else.
process.umask(0o077);
const root = mkdtempSync(join(tmpdir(), 'bt-qualification-'));
let compiled: Awaited<ReturnType<typeof recordThreads>>;
beforeAll(async () => (compiled = await recordThreads()), 60_000);
afterAll(() => {
  compiled.remove();
  rmSync(root, { recursive: true, force: true });
});

const failed = (steps: readonly Step[]) =>
  steps.filter(({ outcome }) => outcome === 'fail').map(({ id, actual }) => `${id} ${actual}`);

it(
  'GAMP-4 bt oq: every step passes on a clean folder, and openssl verifies the evidence',
  { timeout: 120_000 },
  async () => {
    const scratch = join(root, 'oq');
    mkdirSync(scratch);
    const steps = await oqSteps({ scratch, threads: compiled.threads, appVersion: '0.0.0' });
    expect(failed(steps)).toEqual([]);
    expect(steps.map(({ id }) => id)).toHaveLength(12);
    const path = writeEvidence(
      join(root, 'evidence'),
      signedEvidence('oq', '0.0.0', Date.now(), steps, null),
    );
    const verify = (): string =>
      execFileSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          `${path}.public.pem`,
          '-rawin',
          '-in',
          `${path}.json`,
          '-sigfile',
          `${path}.sig`,
        ],
        { encoding: 'utf8', stdio: 'pipe' },
      );
    expect(verify()).toContain('Verified Successfully');
    expect(readFileSync(`${path}.txt`, 'utf8')).toContain('PASS  OQ-12');
    writeFileSync(`${path}.json`, readFileSync(`${path}.json`, 'utf8').replace('"pass"', '"fail"'));
    expect(verify).toThrow();
  },
);

it(
  'GAMP-3 bt iq: names a file that was replaced, a key that is not there, and a private file that others can read',
  { timeout: 60_000 },
  async () => {
    const dataDir = join(root, 'iq');
    mkdirSync(dataDir);
    const station = await startStation(null, dataDir);
    await station.close();
    const programDir = join(root, 'program');
    mkdirSync(programDir);
    writeFileSync(join(programDir, 'index.js'), 'one');
    writeFileSync(join(programDir, 'index.js.map'), 'for debugging');
    // As packaging writes them.
    const written = execFileSync(process.execPath, ['-e', `import('./tools/release-hashes.mjs').then((m) => console.log(JSON.stringify(m.releaseHashes(${JSON.stringify(programDir)}))))`]); // prettier-ignore
    const released = JSON.parse(written.toString());
    expect(released).toEqual(hashesOf(programDir));
    expect(Object.keys(released)).toEqual(['index.js']);
    const found = findStationKey(dataDir, Buffer.from('07'.repeat(32), 'hex'));
    const place = { dataDir, programDir, released, found, keyWords: 'No key', port: 0, clockOffsetMs: null };
    expect(failed(await iqSteps(place))).toEqual([]);
    writeFileSync(join(programDir, 'index.js'), 'two');
    writeFileSync(join(dataDir, 'token'), 'x');
    chmodSync(join(dataDir, 'token'), 0o644);
    expect(failed(await iqSteps({ ...place, found: { kind: 'missing' }, clockOffsetMs: 9000 }))).toEqual([
      'IQ-02 Not as released: index.js',
      'IQ-05 token can be read by others (644)',
      'IQ-08 No key',
      'IQ-10 9000 ms from the time server',
    ]);
  },
);
