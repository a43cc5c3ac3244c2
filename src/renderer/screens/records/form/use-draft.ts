import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecordDraft } from '../../../../shared/model/records/record';
import { useStation } from '../../../station/station-context';
import { clientId } from '../outbox/client-id';
import { draftOfDevice, type DraftPlace, forgetOnDevice, keepOnDevice } from './device-drafts';
import { rawOf } from './form-texts';
import { eventAtOf, type FormPlace, type FormState } from './form-state';

/** Quiet after the last key before the station is told, ms. */
const settleMs = 900;

export type DraftMark = 'none' | 'on-device' | 'at-station';

/**
 * Keeps what is typed: on the device at every key, at the station as soon as a person pauses. The draft belongs to the
 * person who is signed in.
 */
export function useDraft(place: FormPlace, personId: string | null, known: RecordDraft | null) {
  const { client, link, session } = useStation();
  const [id] = useState(() => known?.id ?? clientId(Date.now()));
  const [mark, setMark] = useState<DraftMark>(known === null ? 'none' : 'at-station');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const telling = useRef<Promise<void>>(Promise.resolve());
  const where: DraftPlace | null =
    personId === null
      ? null
      : {
          personId,
          kind: place.kind,
          batchId: place.batchId,
          amends: place.amending && { id: place.amending.id, version: place.amending.version },
        };
  useEffect(() => () => clearTimeout(timer.current), []);

  const save = (state: FormState, now: number, zone: string): void => {
    if (!where) return;
    const { personId: _, ...ours } = where;
    const at = eventAtOf(state);
    const draft: RecordDraft = {
      id,
      ...ours,
      unitId: place.unitId,
      eventAt: Number.isFinite(at) ? Math.round(at) : null,
      zone,
      body: {},
      raw: rawOf(state.texts),
      answers: { ...state.answers },
      savedAt: Math.round(now),
    };
    keepOnDevice(where, draft, false);
    setMark('on-device');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => (telling.current = tell(draft)), settleMs);
  };
  const tell = async (draft: RecordDraft): Promise<void> => {
    // Saving must not open a sign-in of its own: locked meanwhile, it stays on the device.
    const signedIn = session.get()?.me?.personId;
    if (!where || link.get().kind !== 'online' || signedIn !== where.personId) return;
    const { savedAt: _, ...wish } = draft;
    try {
      await client.records.saveDraft(wish);
    } catch {
      // It stays on the device; the next key, or the next time the form is opened, tries again.
      return;
    }
    const newest = draftOfDevice(where);
    if (newest?.id !== draft.id || newest.savedAt !== draft.savedAt) return;
    keepOnDevice(where, draft, true);
    setMark('at-station');
  };
  /** Nothing more is told of this draft: an entry is handed in, and a draft that came later would outlive it. */
  const settle = async (): Promise<void> => {
    clearTimeout(timer.current);
    await telling.current;
  };
  /** The record is handed in, or its writer throws it away. */
  const forget = useCallback(
    (thrownAway: boolean): void => {
      clearTimeout(timer.current);
      if (where) forgetOnDevice(where);
      setMark('none');
      if (thrownAway && link.get().kind === 'online' && session.get()?.me)
        void client.records.discardDraft({ id }).catch(() => undefined);
    },
    // oxlint-disable-next-line react/exhaustive-deps -- `where` is made of these
    [client, link, session, id, personId, place],
  );
  return { id, mark, save, settle, forget };
}
