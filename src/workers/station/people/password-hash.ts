import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { argon2id, argon2Verify } from 'hash-wasm';
import { Refusal } from '../../../shared/model/refusal';

/** Slow salted hashes of passwords, as PHC strings (`$argon2id$v=19$m=...`). */
export interface PasswordHasher {
  /** What its hashes cost. */
  readonly cost: HashCost;
  hash(password: string): Promise<string>;
  verify(password: string, phc: string): Promise<boolean>;
  stop(): Promise<void>;
}

/** What a hash costs: memory in KiB and passes. */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** About 0.3 s on a laptop of two cores. Written into every hash, so that it can be raised later. */
export const usualCost: HashCost = { memoryKib: 65_536, passes: 2 };

/** Of passwords that everybody may read, as those of the demo: strength has nothing to protect there. */
export const demoCost: HashCost = { memoryKib: 4096, passes: 1 };

/** True where a hash was made with other costs than are usual now. */
export function isOutdated(phc: string, cost: HashCost): boolean {
  return !phc.startsWith(`$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$`);
}

/** A hash that no password has. */
export function decoyHash({ memoryKib, passes }: HashCost): string {
  const random = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=1$${random(16)}$${random(32)}`;
}

/** Hashes in the calling thread, which it holds up: for threads of their own, for tests, for the demo's people. */
export function ownThreadHasher(cost: HashCost = usualCost): PasswordHasher {
  return {
    cost,
    hash: (password) =>
      argon2id({
        password: password.normalize('NFKC'),
        salt: randomBytes(16),
        iterations: cost.passes,
        memorySize: cost.memoryKib,
        parallelism: 1,
        hashLength: 32,
        outputType: 'encoded',
      }),
    verify: async (password, phc) => {
      // No password at all must take as long as a wrong one.
      const given = password === '' ? ' ' : password.normalize('NFKC');
      return (await argon2Verify({ password: given, hash: phc })) && password !== '';
    },
    stop: () => Promise.resolve(),
  };
}

export type HashOrder =
  | { readonly id: number; readonly kind: 'hash'; readonly password: string }
  | { readonly id: number; readonly kind: 'verify'; readonly password: string; readonly phc: string };
export type HashAnswer = { readonly id: number; readonly value: string | boolean | null };

/** More waiting than this is somebody knocking on every door at once. */
const mostWaiting = 30;

/** Hashes in a thread of its own, one after the other: the station goes on meanwhile. */
export function threadHasher(path: string | URL): PasswordHasher {
  let worker: Worker | undefined;
  let next = 1;
  const waiting = new Map<number, (value: string | boolean | null) => void>();
  const giveUp = (): void => {
    worker = undefined;
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  };
  const start = (): Worker => {
    const made = new Worker(path);
    made.unref();
    made.on('message', ({ id, value }: HashAnswer) => {
      waiting.get(id)?.(value);
      waiting.delete(id);
    });
    made.on('error', giveUp);
    made.on('exit', giveUp);
    return made;
  };
  const ask = async (order: DistributiveOmit<HashOrder, 'id'>): Promise<string | boolean> => {
    if (waiting.size >= mostWaiting)
      throw new Refusal('UNAVAILABLE', 'Too many sign-ins at once. Try again in a few seconds.');
    worker ??= start();
    const id = next++;
    const value = await new Promise<string | boolean | null>((resolve) => {
      waiting.set(id, resolve);
      worker?.postMessage({ ...order, id });
    });
    if (value === null) throw new Refusal('UNAVAILABLE', 'Passwords cannot be checked now. Try again.');
    return value;
  };
  return {
    cost: usualCost,
    hash: async (password) => String(await ask({ kind: 'hash', password })),
    verify: async (password, phc) => (await ask({ kind: 'verify', password, phc })) === true,
    stop: async () => void (await worker?.terminate()),
  };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
