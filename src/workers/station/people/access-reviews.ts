import { z } from 'zod';
import { actingNow } from '../acting';
import type { AccessReviewRow } from '../../../shared/contract/people';
import { actorWords } from '../../../shared/model/actor';
import type { Json } from '../../../shared/model/ledger-entry';
import { unusedAfterMs, type Person } from '../../../shared/model/person';
import type { SignableKind } from '../signing/signable';
import type { PeopleDeps } from './people-deps';

const jsonSchema = z.json();

/** Who may do what, looked through from time to time: the list as it stood is kept and signed. */
export function createAccessReviews({ keep, ledger, now }: PeopleDeps, list: () => Person[]) {
  const rows = (): AccessReviewRow[] => {
    const at = now();
    return list().map((person) => ({
      ...person,
      unused: person.state !== 'disabled' && at - (person.lastSignInAt ?? person.createdAt) > unusedAfterMs,
    }));
  };
  return {
    rows,
    made: () => keep.reviews().map(({ id, at, by }) => ({ id, at, by })),
    make: (): { id: string } => {
      const at = now();
      const id = `review-${new Date(at).toISOString().slice(0, 19).replace(/[:T]/g, '-')}`;
      const by = actorWords(actingNow());
      const content = JSON.stringify({ at, people: rows() });
      ledger.write({ what: 'account.reviewed', subject: { type: 'access-review', id } }, () =>
        keep.addReview({ id, at, by, content }),
      );
      return { id };
    },
    signable: (): SignableKind => ({
      type: 'access-review',
      find: (id, version) => {
        const review = keep.reviews().find((one) => one.id === id);
        if (!review || (version ?? 1) !== 1) return undefined;
        const content: Json = jsonSchema.parse(JSON.parse(review.content));
        const title = `Access review of ${new Date(review.at).toISOString().slice(0, 10)}`;
        return { version: 1, content, title, unitId: null, people: [], open: ['REV_P'], procedure: null };
      },
      signed: () => undefined,
    }),
  };
}
