import { useEffect, useRef, useState } from 'react';
import type { StandingAlarmEntry } from '../../shared/contract/alarms';
import { alarmPriorities, type AlarmPriority } from '../../shared/model/alarm';

/** How each priority sounds: tones of one call in Hz, and how often it comes, s. Told apart by rhythm and pitch. */
const calls: Readonly<
  Record<AlarmPriority, { readonly tonesHz: readonly number[]; readonly everyS: number }>
> = {
  urgent: { tonesHz: [988, 784, 988, 784], everyS: 2 },
  high: { tonesHz: [880, 880, 880], everyS: 4 },
  medium: { tonesHz: [659, 523], everyS: 10 },
  low: { tonesHz: [523], everyS: 30 },
};
const toneS = 0.16;

/**
 * Sounds the most urgent alarm that nobody has seen until it is acknowledged or silenced. Silence is for what is there:
 * an alarm that comes afterwards sounds again. Silencing acknowledges nothing.
 */
export function useAlarmSound(unseen: readonly StandingAlarmEntry[]): {
  readonly silenced: boolean;
  readonly silence: () => void;
} {
  const keys = unseen.map(({ unitId, alarmId, state }) => `${unitId} ${alarmId} ${state.activeSince ?? ''}`);
  const [silentFor, setSilentFor] = useState<ReadonlySet<string>>(new Set());
  const loud = unseen.filter((_, i) => !silentFor.has(keys[i] ?? ''));
  const priority = alarmPriorities.find(({ id }) =>
    loud.some(({ definition }) => definition.priority === id),
  )?.id;
  const context = useRef<AudioContext | null>(null);
  useEffect(() => {
    if (priority === undefined) return undefined;
    const sound = (): void => {
      context.current ??= new AudioContext();
      // A page nobody touched yet may not sound; it stays suspended until the first key or click.
      if (context.current.state === 'running') play(context.current, calls[priority].tonesHz);
      else void context.current.resume();
    };
    sound();
    const timer = setInterval(sound, 1000 * calls[priority].everyS);
    return () => clearInterval(timer);
  }, [priority]);
  return { silenced: unseen.length > 0 && loud.length === 0, silence: () => setSilentFor(new Set(keys)) };
}

function play(context: AudioContext, tonesHz: readonly number[]): void {
  tonesHz.forEach((hz, i) => {
    const from = context.currentTime + i * (toneS + 0.05);
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = hz;
    loudness.gain.setValueAtTime(0.0001, from);
    loudness.gain.exponentialRampToValueAtTime(0.2, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + toneS);
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(from + toneS);
  });
}
