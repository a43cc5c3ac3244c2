import type {
  CalibratedProbe,
  CalibrationReading,
  CalibrationResult,
} from '../../../shared/contract/calibrations';
import type { AppliedLine } from '../../../shared/model/calibration-applied';
import type {
  CalibrationBegin,
  CalibrationFinish,
  CalibrationRun,
} from '../../../shared/model/calibration-run';
import type { Sample } from '../../../shared/model/reading';
import type { ChannelId, UnitId } from '../../../shared/model/identity';
import type { AnsweredFinding } from '../../../shared/model/records/finding';
import type { KeptRecord } from '../../../shared/model/records/record';
import type { PointAsked } from './run-steps';

/** What became of a calibration that was handed in. */
export type KeepOutcome =
  | { readonly outcome: 'kept'; readonly record: KeptRecord }
  | { readonly outcome: 'asks' | 'refused'; readonly findings: AnsweredFinding[] };

/** Calibrating at the station. All may refuse with words. */
export interface CalibrationsRoom {
  probes(): CalibratedProbe[];
  runs(): CalibrationRun[];
  run(id: string): { run: CalibrationRun; reading: CalibrationReading; simulated: boolean };
  begin(given: CalibrationBegin): CalibrationRun;
  measure(id: string, asked: PointAsked & { readonly simulate: boolean }): Promise<CalibrationRun>;
  take(id: string, index: number, anyway: string | undefined): CalibrationRun;
  refer(id: string, index: number, reference: number): CalibrationRun;
  redo(id: string, index: number): CalibrationRun;
  result(id: string, finish: CalibrationFinish): Promise<CalibrationResult>;
  keep(
    id: string,
    finish: CalibrationFinish,
    answers: Readonly<Record<string, string>>,
  ): Promise<KeepOutcome>;
  abort(id: string, reason: string): Promise<boolean>;
  applied(channelId: ChannelId): AppliedLine[];
  compare(
    channelId: ChannelId,
    minutes: number,
  ): Promise<{ t: number[]; raw: (number | null)[]; shown: (number | null)[]; quality: number[] }>;
  certificate(recordId: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

/** The room as the station holds it. */
export interface CalibrationsDesk extends CalibrationsRoom {
  /** Samples on their way to the store: those of probes that are away are marked. Values stay as they came. */
  marked<S extends Sample>(samples: readonly S[]): readonly S[];
  /** The same as they are shown, put right by what applies. */
  shown<S extends Sample>(samples: readonly S[]): readonly S[];
  /** What applies to a series. */
  linesOf(series: number): readonly AppliedLine[];
  /** Looks whether other calibrations apply than before; call it every second. */
  tick(): void;
  /** Unit of a run that an input names; undefined where there is none. */
  unitOf(input: unknown): UnitId | undefined;
}
