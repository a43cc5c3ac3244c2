import type { PersonActor } from '../../../shared/model/actor';
import { Refusal } from '../../../shared/model/refusal';
import { foldUserId } from '../../../shared/model/user-id';
import type { SigningCredentials } from '../signing/signable';
import type { PeopleParts } from './people-deps';
import { wrongWords, type Proof } from './proof';
import type { Session } from './sessions';

type Part = 'user-id' | 'password' | 'totp';

/** People who are signed in proving once more who they are, for a signature. */
export function createSigningProof({ keep, sessions }: PeopleParts, proof: Proof) {
  /** Sessions in which a signature was proved with everything: from then on the password is enough. */
  const provedIn = new Set<string>();

  const openSession = (actor: PersonActor): Session => {
    const session = sessions.byId(actor.sessionId);
    if (session?.end === null) return session;
    provedIn.delete(actor.sessionId);
    throw new Refusal('UNAUTHORIZED', 'Your session is over. Sign in again before you sign.');
  };

  const asked = ({ sessionId, personId }: PersonActor): readonly Part[] => {
    if (provedIn.has(sessionId)) return ['password'];
    return keep.accountOfPerson(personId)?.totp ? ['user-id', 'password', 'totp'] : ['user-id', 'password'];
  };

  async function prove(actor: PersonActor, credentials: SigningCredentials): Promise<readonly Part[]> {
    const { place } = openSession(actor);
    const account = keep.accountOfPerson(actor.personId);
    if (!account) throw new Refusal('UNAUTHORIZED', 'Sign in again before you sign');
    const wanted = { during: 'signing', place, code: asked(actor).includes('totp') };
    const given = credentials.userId;
    if (given === undefined && asked(actor).includes('user-id'))
      throw new Refusal(
        'UNAUTHORIZED',
        'The first signature of a session asks for the user id too',
        'userId',
      );
    if (given !== undefined && foldUserId(given) !== foldUserId(account.userId)) {
      await proof.check(undefined, credentials, wanted).catch(() => undefined);
      proof.failed(account, wanted, 'another user id');
      throw new Refusal('UNAUTHORIZED', wrongWords);
    }
    const { account: proven, proved } = await proof.check(account, credentials, wanted);
    await proof.settle(proven, credentials.password, false);
    openSession(actor);
    if (proven.attestedAt === null)
      throw new Refusal('FORBIDDEN', 'Attest first, once, what your electronic signature means');
    sessions.touch(actor.sessionId);
    provedIn.add(actor.sessionId);
    return given === undefined ? proved : ['user-id', ...proved];
  }

  return { asked, prove };
}
