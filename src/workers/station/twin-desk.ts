import type { UnitId } from '../../shared/model/identity';
import type { TwinReport, TwinRoom } from './serve/rooms';

/** What the twin last told about itself. It is up as long as it keeps telling. */
export function createTwinDesk(
  now: () => number,
  phaseChanged: (unitId: UnitId, words: string) => void,
): TwinRoom {
  let last: TwinReport | null = null;
  let toldAt = 0;
  const told = (unitId: UnitId) => last?.units.find((unit) => unit.unitId === unitId);
  return {
    report: (report) => {
      for (const unit of report.units) {
        const before = told(unit.unitId);
        if (before && before.phase !== unit.phase)
          phaseChanged(unit.unitId, `${before.phase} → ${unit.phase}`);
      }
      last = report;
      toldAt = now();
    },
    status: () => ({
      state: last && now() - toldAt < silenceMs ? 'up' : 'down',
      model: last?.model ?? null,
      problem: last?.problem ?? '',
      units: last?.units.map(({ phase: _phase, phaseSince: _since, ...status }) => status) ?? [],
    }),
    phase: (unitId) => {
      const unit = told(unitId);
      return { phase: unit?.phase ?? 'none', since: unit?.phaseSince ?? null };
    },
  };
}

/** The twin works on a 30 s grid; two missed turns are worth saying. */
const silenceMs = 75_000;
