import type { AppliedLine } from '../../../shared/model/calibration-applied';
import type { ChannelId } from '../../../shared/model/identity';
import { fieldsOf } from '../../../shared/model/records/field-value';
import type { KeptRecord } from '../../../shared/model/records/record';
import { computedOf } from '../../../shared/model/records/record-rule';

interface Step {
  readonly recordId: string;
  readonly channelId: string;
  readonly from: number;
  /** Null: from then on the instrument itself is right. */
  readonly line: { readonly gain: number; readonly offset: number } | null;
}

/**
 * What applies to each channel, from the calibrations that hold: each from its time until the next. A failed or voided
 * one applies nothing, and an instrument that was adjusted itself ends what the station did for it.
 */
export function deriveLines(records: readonly KeptRecord[]): Map<ChannelId, AppliedLine[]> {
  const byChannel = new Map<ChannelId, Step[]>();
  for (const record of records) {
    const step = stepOf(record);
    if (!step) continue;
    const id = step.channelId as ChannelId;
    byChannel.set(id, [...(byChannel.get(id) ?? []), step]);
  }
  return new Map([...byChannel].map(([id, steps]) => [id, linesOf(steps)]));
}

/** True where a record was taken from the line by the wizard. */
export function isFromLine({ source, instrument, body }: KeptRecord): boolean {
  return source === 'instrument' && instrument !== null && body['taken'] === 'wizard';
}

function stepOf(record: KeptRecord): Step | null {
  const { id, instrument, body, eventAt, verdict, computed } = record;
  if (!isFromLine(record) || instrument === null) return null;
  if (!verdict || verdict.id === 'fail' || body['occasion'] === 'post-batch') return null;
  const f = fieldsOf(body);
  const how = f.text('correction');
  const [gain, offset] = [computedOf(computed, 'applyGain'), computedOf(computed, 'applyOffset')];
  const place = { recordId: id, channelId: instrument.id, from: f.num('validFrom') ?? eventAt };
  if (how === 'device') return { ...place, line: null };
  return how === 'station' && gain !== null && offset !== null ? { ...place, line: { gain, offset } } : null;
}

/** Of two from the same moment the one that was kept last applies. */
function linesOf(steps: readonly Step[]): AppliedLine[] {
  const inOrder = steps.toSorted((a, b) => a.from - b.from);
  return inOrder.flatMap(({ recordId, from, line }, at) => {
    const to = inOrder[at + 1]?.from ?? null;
    return line === null || to === from ? [] : [{ recordId, from, to, ...line }];
  });
}
