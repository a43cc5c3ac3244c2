import { z } from 'zod';
import {
  calibrationRunSchema,
  checkSpanSchema,
  type CalibrationRun,
  type CheckSpan,
} from '../../../shared/model/calibration-run';
import { Refusal } from '../../../shared/model/refusal';
import type { CalibrationsDeps } from './calibrations-deps';

const runsSetting = 'calibration-runs';
const spansSetting = 'calibration-spans';
/** What arrives late belongs to one of these. */
const keptSpans = 500;

/** Calibrations being made and when probes were away, kept at every step. */
export function createRunBook({ settings }: Pick<CalibrationsDeps, 'settings'>) {
  const runs = new Map(
    (z.array(calibrationRunSchema).safeParse(settings.getSetting(runsSetting)).data ?? []).map((run) => [
      run.id,
      run,
    ]),
  );
  let spans: readonly CheckSpan[] =
    z.array(checkSpanSchema).safeParse(settings.getSetting(spansSetting)).data ?? [];
  let bySeries = grouped(spans);
  const putSpans = (next: readonly CheckSpan[]): void => {
    spans = next.slice(-keptSpans);
    bySeries = grouped(spans);
    settings.putSetting(spansSetting, spans);
  };
  const putRuns = (): void => settings.putSetting(runsSetting, [...runs.values()]);
  return {
    list: (): CalibrationRun[] => [...runs.values()],
    find: (id: string): CalibrationRun | undefined => runs.get(id),
    get: (id: string): CalibrationRun => {
      const run = runs.get(id);
      if (!run) throw new Refusal('NOT_FOUND', 'This calibration is no longer open: it was kept or given up');
      return run;
    },
    put: (run: CalibrationRun): CalibrationRun => {
      runs.set(run.id, run);
      putRuns();
      return run;
    },
    /** The span first: a fault between the two leaves a run that can be ended again. */
    begin: (run: CalibrationRun, span: CheckSpan | null): void => {
      if (span) putSpans([...spans, span]);
      runs.set(run.id, run);
      putRuns();
    },
    end: (id: string, at: number): void => {
      runs.delete(id);
      putRuns();
      putSpans(spans.map((span) => (span.runId === id && span.to === null ? { ...span, to: at } : span)));
    },
    spans: (): ReadonlyMap<number, readonly CheckSpan[]> => bySeries,
  };
}
export type RunBook = ReturnType<typeof createRunBook>;

function grouped(spans: readonly CheckSpan[]): Map<number, CheckSpan[]> {
  const found = new Map<number, CheckSpan[]>();
  for (const span of spans) found.set(span.series, [...(found.get(span.series) ?? []), span]);
  return found;
}
