import type { UnitId } from '../../shared/model/identity';
import type { PhaseId } from '../../shared/model/phase';
import type { TwinReport, TwinRoom } from './serve/rooms';

export interface TwinDeskDeps {
  readonly now: () => number;
  /** Phase of a unit as last recorded: known before the twin has spoken, and when it never does. */
  readonly recordedPhase: (unitId: UnitId) => PhaseId;
  /** What the twin holds against sensors now; nothing where it said nothing. */
  readonly suspected?: (suspicions: NonNullable<TwinReport['suspicions']>) => void;
  /** Features that are outside what models have learned from now. */
  readonly drifted?: (
    drifts: NonNullable<TwinReport['drifts']>,
    answers: NonNullable<TwinReport['answers']>,
  ) => void;
  /** What is wrong with models by the newest report; empty where nothing is. */
  readonly troubled?: (words: string) => void;
  /** Something the twin found out, once each. */
  readonly remarked?: (remark: NonNullable<TwinReport['remarks']>[number]) => void;
  /** A unit's phase is another than was known; `from` is null when nothing was. */
  readonly phaseChanged: (unitId: UnitId, from: PhaseId | null, to: PhaseId) => void;
}

/** The twin works on a 30 s grid; two missed turns are worth saying. */
const silenceMs = 75_000;

/** What the twin last told about itself. It is up as long as it keeps telling. */
export function createTwinDesk({
  now,
  recordedPhase,
  phaseChanged,
  suspected,
  drifted,
  troubled,
  remarked,
}: TwinDeskDeps): TwinRoom {
  let last: TwinReport | null = null;
  let toldAt = 0;
  const remarks = new Set<string>();
  const told = (unitId: UnitId) => last?.units.find((unit) => unit.unitId === unitId);
  return {
    report: (report) => {
      const before = new Map(report.units.map(({ unitId }) => [unitId, told(unitId)?.phase ?? null]));
      last = report;
      toldAt = now();
      suspected?.(report.suspicions ?? []);
      drifted?.(report.drifts ?? [], report.answers ?? []);
      troubled?.(report.problem);
      for (const remark of report.remarks ?? []) {
        const key = `${remark.unitId} ${remark.kind} ${remark.at}`;
        if (remarks.has(key)) continue;
        remarks.add(key);
        remarked?.(remark);
      }
      for (const { unitId, phase } of report.units) {
        const from = before.get(unitId) ?? null;
        if (from !== phase) phaseChanged(unitId, from, phase);
      }
    },
    status: () => ({
      state: last && now() - toldAt < silenceMs ? 'up' : 'down',
      model: last?.model ?? null,
      problem: last?.problem ?? '',
      units: last?.units.map(({ phase: _phase, phaseSince: _since, ...status }) => status) ?? [],
      answers: last?.answers ?? [],
      drifts: last?.drifts ?? [],
    }),
    phase: (unitId) => {
      const unit = told(unitId);
      return unit
        ? { phase: unit.phase, since: unit.phaseSince }
        : { phase: recordedPhase(unitId), since: null };
    },
  };
}
