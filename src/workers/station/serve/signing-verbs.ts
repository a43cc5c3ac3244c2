import type { Rooms } from './rooms';
import { guarded } from './who';

/** Electronic signatures. Who signs is the session's business, not the call's. */
export function signingVerbs({ signing }: Rooms) {
  const os = guarded.signing;
  return {
    offer: os.offer.handler(({ input: { type, id, version } }) => signing.offer(type, id, version)),
    sign: os.sign.handler(({ input: { subject, meaning, credentials, reason } }) =>
      signing.sign(subject, meaning, credentials, reason),
    ),
    signAll: os.signAll.handler(({ input: { subjects, meaning, credentials, reason } }) =>
      signing.signAll(subjects, meaning, credentials, reason),
    ),
    of: os.of.handler(({ input }) => signing.checked(input.type, input.id)),
  };
}
