import type { Channel } from '../../../shared/model/channel';
import { noticeMs } from './cause-line';
import type { LedgerBook } from './ledger-book';
import type { Tracked } from './tracked';

/** Notices when a whole unit falls silent: then its plant is away, not one instrument. */
export interface UnitSilence {
  heard(unitId: string, seenAt: number): void;
  tick(now: number, channels: Iterable<Tracked>, channelOf: (series: number) => Channel | undefined): void;
}

interface Unit {
  seenAt: number;
  silent: boolean;
}

export function createUnitSilence(
  book: Pick<LedgerBook, 'mark' | 'lastMark'>,
  startedAt: number,
): UnitSilence {
  const units = new Map<string, Unit>();
  const key = (unitId: string): string => `unit:${unitId}`;
  const unitOf = (unitId: string): Unit => {
    let unit = units.get(unitId);
    if (!unit) {
      unit = { seenAt: startedAt, silent: book.lastMark(key(unitId))?.state === 'silent' };
      units.set(unitId, unit);
    }
    return unit;
  };
  return {
    heard: (unitId, seenAt) => {
      const unit = unitOf(unitId);
      unit.seenAt = Math.max(unit.seenAt, seenAt);
      if (!unit.silent) return;
      unit.silent = false;
      book.mark(key(unitId), 'online', seenAt);
    },
    tick: (now, channels, channelOf) => {
      const fastest = new Map<string, number>();
      for (const { series, cadenceMs } of channels) {
        const unitId = channelOf(series)?.unitId;
        if (unitId) fastest.set(unitId, Math.min(fastest.get(unitId) ?? Number.POSITIVE_INFINITY, cadenceMs));
      }
      for (const [unitId, cadenceMs] of fastest) {
        const unit = unitOf(unitId);
        if (unit.silent || now - unit.seenAt <= noticeMs(cadenceMs)) continue;
        unit.silent = true;
        book.mark(key(unitId), 'silent', unit.seenAt);
      }
    },
  };
}
