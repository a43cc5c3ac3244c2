import { Refusal } from '../../shared/model/refusal';

/**
 * Takes samples into the station; `from` says whose they are. `done` runs once they are on disk, `gaveUp` where they
 * never will be.
 */
export type Accept<S> = (samples: readonly S[], from: string, done: () => void, gaveUp: () => void) => void;

/**
 * Hands samples in and waits until they are on disk.
 * @returns how many
 * @throws Refusal `UNAVAILABLE` where the disk takes none
 */
export function handIn<S>(samples: readonly S[], from: string, accept: Accept<S>): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (): void => reject(new Refusal('UNAVAILABLE', 'The disk takes no data; hand in again'));
    accept(samples, from, () => resolve(samples.length), refuse);
  });
}
