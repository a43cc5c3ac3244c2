import { z } from 'zod';
import { appliedLineSchema, type AppliedLine } from '../../../shared/model/calibration-applied';
import type { Channel } from '../../../shared/model/channel';
import { calibrationsOf } from '../records/calibration-found';
import type { CalibrationsDeps, Lines } from './calibrations-deps';
import { deriveLines } from './derive-lines';

const appliedSetting = 'calibrations-applied';
const keptSchema = z.record(z.string(), z.array(appliedLineSchema));

/**
 * What applies to the data, derived from the records that hold and laid over history. Records are the truth: after a
 * fault between the two the next look puts right what history says.
 */
export function createAppliedDesk(deps: CalibrationsDeps, failed: (error: unknown) => void) {
  const { plant, keep, settings, historian, ledger } = deps;
  let noted = keptSchema.safeParse(settings.getSetting(appliedSetting)).data ?? {};
  let lines: Lines = asLines(noted);
  let seen = -1;
  let busy = false;

  const wanted = (): [Channel, readonly AppliedLine[]][] => {
    const known = new Set(Object.keys(noted));
    return plant.units().flatMap((unit) => {
      const derived = deriveLines(calibrationsOf(keep, unit.id));
      if (derived.size === 0 && known.size === 0) return [];
      return plant
        .channelsOf(unit.id)
        .filter(({ id, series }) => derived.has(id) || known.has(String(series)))
        .map((channel): [Channel, readonly AppliedLine[]] => [channel, derived.get(channel.id) ?? []]);
    });
  };

  const apply = async (channel: Channel, next: readonly AppliedLine[]): Promise<void> => {
    await historian.apply(channel.series, next);
    noted = { ...noted, [channel.series]: [...next] };
    settings.putSetting(appliedSetting, noted);
    lines = asLines(noted);
    ledger.note({
      what: 'calibration.applied',
      subject: { type: 'channel', id: channel.id },
      facts: { lines: next.map((line) => ({ ...line })) },
    });
    deps.pastChanged([channel]);
  };

  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      for (const [channel, next] of wanted()) {
        const before = noted[channel.series] ?? [];
        if (JSON.stringify(before) !== JSON.stringify(next)) await apply(channel, next);
      }
    } finally {
      busy = false;
    }
  };

  return {
    lines: (): Lines => lines,
    of: (series: number): readonly AppliedLine[] => lines.get(series) ?? [],
    look,
    /** Looks where something of the plant or its records changed. */
    tick: (): void => {
      if (seen === plant.version) return;
      seen = plant.version;
      look().catch((error: unknown) => {
        seen = -1;
        failed(error);
      });
    },
  };
}
export type AppliedDesk = ReturnType<typeof createAppliedDesk>;

function asLines(noted: Readonly<Record<string, readonly AppliedLine[]>>): Lines {
  return new Map(
    Object.entries(noted).flatMap(([series, some]) =>
      some.length === 0 ? [] : [[Number(series), some] as const],
    ),
  );
}
