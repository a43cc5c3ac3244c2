import { z } from 'zod';
import { recordDraftSchema, type RecordDraft } from '../../../../shared/model/records/record';

/** A draft as this device keeps it; `sent` is false until the station has it too. */
const deviceDraftSchema = recordDraftSchema.extend({ sent: z.boolean() });
export type DeviceDraft = z.infer<typeof deviceDraftSchema>;

/** What a draft belongs to: one person writes one new record of a kind in a batch, and one amendment of a record, at a time. */
export type DraftPlace = Pick<RecordDraft, 'kind' | 'batchId' | 'amends'> & { readonly personId: string };

const keyOf = ({ personId, kind, batchId, amends }: DraftPlace): string =>
  `bt-record-draft/${personId}/${kind}/${batchId ?? 'no-batch'}/${amends?.id ?? 'new'}`;

/** Keeps a draft on this device; at once, so that nothing typed is lost with the page. */
export function keepOnDevice(place: DraftPlace, draft: RecordDraft, sent: boolean): void {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify({ ...draft, sent }));
  } catch {
    // A full device: the station keeps drafts as well, and the form itself still stands.
  }
}

/** The draft this device has; null where there is none, or none that can be read. */
export function draftOfDevice(place: DraftPlace): DeviceDraft | null {
  try {
    const kept = deviceDraftSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(place)) ?? 'null'));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

export function forgetOnDevice(place: DraftPlace): void {
  localStorage.removeItem(keyOf(place));
}

/** Which of two drafts to go on with: what the station does not have yet, else what it has. */
export function newerDraft(device: DeviceDraft | null, station: RecordDraft | undefined): RecordDraft | null {
  if (device && (!device.sent || !station)) return device.sent && !station ? null : device;
  return station ?? null;
}

/** True where a draft of the station belongs to the place. */
export function isDraftOf(draft: RecordDraft, { kind, batchId, amends }: DraftPlace): boolean {
  return (
    draft.kind === kind && draft.batchId === batchId && (draft.amends?.id ?? null) === (amends?.id ?? null)
  );
}
