import type { AlarmEvent, AlarmPriority } from '../model/alarm';
import type { Anchor, SealedEntry } from '../model/ledger-entry';
import type { Hole } from '../model/hole';
import type { BatchMoved, BatchRun } from '../model/records/batch-state';
import type { GateList } from '../model/records/gate';
import type { Proposal } from '../model/records/proposal';
import type { Recipe } from '../model/records/recipe';
import type { KeptRecord } from '../model/records/record';
import type { CheckedSignature } from '../model/signature';
import type { StationEvent } from '../model/station-event';
import type { Disposition } from '../model/records/disposition';

/** A record with everything it ever said, oldest version first, and who signed it. */
export interface ReportedRecord {
  readonly newest: KeptRecord;
  readonly versions: readonly KeptRecord[];
  readonly signatures: readonly CheckedSignature[];
}

/** A parameter of the process over the batch, at the width of a page. */
export interface ReportedSeries {
  readonly tag: string;
  readonly name: string;
  readonly unit: string;
  /** Allowed by the recipe; null where it names no limits. */
  readonly normal: { readonly low: number; readonly high: number } | null;
  readonly t: readonly number[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
  readonly holes: readonly Hole[];
}

export interface ReportedDeviation {
  readonly id: string;
  readonly title: string;
  readonly level: number;
  readonly state: string;
  /** Neither closed nor voided. */
  readonly open: boolean;
  readonly signatures: readonly CheckedSignature[];
}

/** A transition of an alarm of the vessel, with the words and the weight its alarm has. */
export interface ReportedAlarm extends Pick<AlarmEvent, 'alarmId' | 'what' | 'seenAt' | 'by' | 'comment'> {
  readonly words: string;
  readonly priority: AlarmPriority;
}

/** How the model in use went through a batch, in windows of its grid. */
export interface ReportedModel {
  readonly windows: number;
  /** Windows without an answer: an input was missing or bad. */
  readonly withheld: number;
  /** Windows outside what it learned from. */
  readonly outside: number;
}

/** Everything a batch record is made of, gathered at one moment. A part that could not be read says why. */
export interface BatchFacts {
  readonly madeAt: number;
  /** Zone that times are printed in. */
  readonly zone: string;
  readonly printedBy: string;
  readonly stationId: string;
  readonly software: string;
  readonly batch: BatchRun;
  readonly unitName: string;
  /** Printed names by person. */
  readonly names: Readonly<Record<string, string>>;
  readonly recipe: Recipe | null;
  readonly moves: readonly BatchMoved[];
  readonly records: readonly ReportedRecord[];
  readonly signatures: readonly CheckedSignature[];
  readonly gates: GateList | null;
  readonly blockers: readonly { readonly id: string; readonly words: string }[];
  readonly proposals: readonly Proposal[];
  readonly deviations: readonly ReportedDeviation[];
  readonly phases: readonly { readonly words: string; readonly from: number; readonly to: number }[];
  readonly series: readonly ReportedSeries[] | { readonly problem: string };
  readonly events: readonly StationEvent[];
  /** Journal of the vessel's alarms from inoculation to the end, oldest first. */
  readonly alarms: readonly ReportedAlarm[];
  /** Null where no model looked at the batch. */
  readonly model: ReportedModel | null;
  readonly dispositions: readonly Disposition[];
  /** Entries of the ledger about this batch, oldest first. */
  readonly ledger: readonly SealedEntry[];
  readonly head: { readonly seq: number; readonly hash: string };
  readonly anchor: Anchor | null;
  readonly keys: readonly { readonly keyId: string; readonly publicPem: string; readonly since: number }[];
  /** What checking the ledger found; null where it was not checked. */
  readonly integrity: {
    readonly sound: boolean;
    readonly words: string;
    /** What of this batch itself is not as it was written, row by row. */
    readonly rows?: readonly string[];
  } | null;
}
