import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname, platform, release, userInfo } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import type { Json } from '../../../../shared/model/ledger-entry';
import { newStationKey, type StationKey } from '../../record/ledger/station-key';

export type Outcome = 'pass' | 'fail' | 'not-applicable';

/** One step as it went: what was expected, what was seen. */
export interface Step {
  readonly id: string;
  readonly words: string;
  readonly expected: string;
  readonly actual: string;
  readonly outcome: Outcome;
  /** Figures and lists that show it. */
  readonly evidence: Readonly<Record<string, Json>>;
}

/** A whole qualification, as it is signed. */
export interface Evidence {
  readonly format: 'bioprocess-twin-qualification';
  readonly version: 1;
  readonly kind: 'iq' | 'oq';
  readonly appVersion: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  readonly verdict: 'pass' | 'fail';
  readonly signedWith: {
    readonly keyId: string;
    readonly publicPem: string;
    readonly key: 'station' | 'one-time';
  };
}

export interface Signed {
  readonly evidence: Evidence;
  /** SHA-256 of the JSON file as it is written, and the Ed25519 signature over its bytes, base64. */
  readonly sha256: string;
  readonly signature: string;
}

/** Runs one step; what it throws is its failure, told and kept. */
export async function runStep(
  facts: Pick<Step, 'id' | 'words' | 'expected'>,
  look: () => Promise<Pick<Step, 'actual'> & Partial<Pick<Step, 'outcome' | 'evidence'>>>,
): Promise<Step> {
  try {
    const { actual, outcome = 'pass', evidence = {} } = await look();
    return { ...facts, actual, outcome, evidence };
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error);
    return { ...facts, actual, outcome: 'fail', evidence: {} };
  }
}

/** @throws Error with the words where it does not hold: the step fails with them */
export function demand(holds: boolean, words: string): asserts holds {
  if (!holds) throw new Error(words);
}

/** Puts the steps together and signs them; without a station key that can be opened, with one made for this alone. */
export function signedEvidence(
  kind: Evidence['kind'],
  appVersion: string,
  startedAt: number,
  steps: readonly Step[],
  stationKey: StationKey | null,
): Signed {
  const key = stationKey ?? newStationKey().key;
  const count = (outcome: Outcome): number => steps.filter((step) => step.outcome === outcome).length;
  const failed = count('fail');
  const evidence: Evidence = {
    format: 'bioprocess-twin-qualification',
    version: 1,
    kind,
    appVersion,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date().toISOString(),
    machine: machineFacts(),
    steps,
    passed: count('pass'),
    failed,
    notApplicable: count('not-applicable'),
    verdict: failed === 0 ? 'pass' : 'fail',
    signedWith: { keyId: key.keyId, publicPem: key.publicPem, key: stationKey ? 'station' : 'one-time' },
  };
  const bytes = bytesOf(evidence);
  return { evidence, sha256: createHash('sha256').update(bytes).digest('hex'), signature: key.sign(bytes) };
}

/** The bytes that are signed and written: canonical JSON (RFC 8785). */
export function bytesOf(evidence: Evidence): Buffer {
  return Buffer.from(canonicalJson(evidence));
}

/** Writes the evidence, its text, the raw signature and the public key; answers the path without its ending. */
export function writeEvidence(folder: string, { evidence, signature, sha256 }: Signed): string {
  mkdirSync(folder, { recursive: true });
  const name = `${evidence.kind}-${evidence.startedAt.replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}`;
  const path = join(folder, name);
  writeFileSync(`${path}.json`, bytesOf(evidence));
  writeFileSync(`${path}.sig`, Buffer.from(signature, 'base64'));
  writeFileSync(`${path}.public.pem`, evidence.signedWith.publicPem);
  writeFileSync(`${path}.txt`, textOf(evidence, sha256, name));
  return path;
}

const outcomeWords: Readonly<Record<Outcome, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  'not-applicable': 'N/A ',
};

/** The same for people. */
export function textOf(evidence: Evidence, sha256: string, name: string): string {
  const { kind, appVersion, startedAt, endedAt, steps, passed, failed, notApplicable, signedWith } = evidence;
  const title = kind === 'iq' ? 'Installation qualification' : 'Operational qualification';
  const lines = steps.flatMap(({ id, words, expected, actual, outcome }) => [
    `${outcomeWords[outcome]}  ${id}  ${words}`,
    `        expected: ${expected}`,
    `        seen:     ${actual}`,
  ]);
  return `${[
    `${title} of Bioprocess Twin ${appVersion}`,
    `${startedAt} to ${endedAt}`,
    ...Object.entries(evidence.machine).map(([what, value]) => `${what}: ${value}`),
    '',
    ...lines,
    '',
    `${passed} passed, ${failed} failed, ${notApplicable} not applicable: ${evidence.verdict.toUpperCase()}`,
    `SHA-256 of ${name}.json: ${sha256}`,
    `Signed with ${signedWith.key === 'station' ? "the station's key" : 'a key made for this evidence alone (the station has none that could be opened)'}: ${signedWith.keyId}`,
    `To verify: openssl pkeyutl -verify -pubin -inkey ${name}.public.pem -rawin -in ${name}.json -sigfile ${name}.sig`,
    'This is evidence of tests that the product ran on itself. What your procedures ask beside it is yours to add.',
  ].join('\n')}\n`;
}

function machineFacts(): Record<string, string> {
  return {
    computer: hostname(),
    system: `${platform()} ${release()} ${process.arch}`,
    runtime: `Node ${process.versions.node}`,
    user: userInfo().username,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
