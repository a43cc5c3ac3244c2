import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { HostOptions } from './options';
import type { HttpPlan } from './worker-plans';

/**
 * Reads certificate and key and makes sure that they belong together.
 * @throws Error with words for the person
 */
export function readTls(files: HostOptions['tls']): HttpPlan['tls'] {
  if (!files) return null;
  const certPem = readPem('--tls-cert', files.certFile);
  const keyPem = readPem('--tls-key', files.keyFile);
  try {
    createSecureContext({ cert: certPem, key: keyPem });
  } catch (problem) {
    throw new Error(
      `${files.certFile} and ${files.keyFile} cannot be used together: ${wordsOf(problem)}. Both must be PEM, the key without a password.`,
      { cause: problem },
    );
  }
  return { certPem, keyPem };
}

function readPem(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (problem) {
    throw new Error(`${option} ${path} cannot be read: ${wordsOf(problem)}`, { cause: problem });
  }
}

function wordsOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
