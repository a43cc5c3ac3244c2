import { batchStateWords, type BatchRun, type BatchState } from '../../../shared/model/records/batch-state';
import { recordKindWords, type RecordKind } from '../../../shared/model/records/record-kind';
import { Refusal } from '../../../shared/model/refusal';

const before: readonly BatchState[] = ['planned', 'set-up', 'ready'];
const during: readonly BatchState[] = ['running', 'held'];
const open: readonly BatchState[] = [...before, ...during, 'ended'];

/** States in which a new record of a kind may be written; corrections go on until the batch is closed. */
const writable: Readonly<Record<RecordKind, readonly BatchState[]>> = {
  batch: [],
  'media-preparation': before,
  calibration: open,
  inoculation: before,
  sample: [...during, 'ended'],
  'process-change': [...during, 'ended'],
  failure: [...open, 'in-review'],
  'batch-closure': ['ended'],
};
const correctable: readonly BatchState[] = [...open, 'in-review'];

const advice: Readonly<Record<RecordKind, string>> = {
  batch: 'amend its plan instead',
  'media-preparation': 'media are made before inoculation; write a failure if something was added later',
  calibration: 'the batch is over',
  inoculation: 'it is inoculated already, or over',
  sample: 'samples are drawn after inoculation',
  'process-change': 'set points change in a running batch',
  failure: 'QA has to reopen the batch first',
  'batch-closure': 'end the batch first; a closure handed in already is corrected instead',
};

/** Refused where a batch cannot take such a record in its state. */
export function mayWrite({ name, state }: BatchRun, kind: RecordKind, amends: boolean): void {
  if ((amends ? correctable : writable[kind]).includes(state)) return;
  const words = `${name} is ${batchStateWords[state].toLowerCase()}`;
  throw new Refusal(
    'CONFLICT',
    amends
      ? `${words}: its records are locked, and QA has to reopen it first`
      : `${words}, so it takes no ${recordKindWords[kind].toLowerCase()}: ${advice[kind]}`,
  );
}
