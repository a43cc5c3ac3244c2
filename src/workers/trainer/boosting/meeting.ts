import { control } from './shared-data';

/** Looks at the number this often before it sleeps; a neighbour is usually a few microseconds late. */
const looks = 2000;
const sleepMs = 1000;
const patienceSleeps = 600;

/**
 * Waits until a shared number is no longer `value`: a short look, then sleep.
 * @throws Error where another part has failed, or has not answered for ten minutes
 */
export function waitWhile(shared: Int32Array, place: number, value: number): void {
  for (let i = 0; i < looks; i++) if (Atomics.load(shared, place) !== value) return;
  for (let sleeps = 0; Atomics.load(shared, place) === value; sleeps++) {
    if (Atomics.load(shared, control.failed) !== 0) throw new Error('A training thread failed');
    if (sleeps >= patienceSleeps) throw new Error('A training thread does not answer');
    Atomics.wait(shared, place, value, sleepMs);
  }
}

/** A point that no part passes before all have reached it. */
export function meetingPoint(shared: Int32Array, parts: number): () => void {
  return () => {
    const phase = Atomics.load(shared, control.phase);
    if (Atomics.add(shared, control.arrived, 1) < parts - 1) return waitWhile(shared, control.phase, phase);
    Atomics.store(shared, control.arrived, 0);
    Atomics.add(shared, control.phase, 1);
    Atomics.notify(shared, control.phase);
  };
}
