import { type ClientContext, type ClientLink, type ClientOptions, ORPCError } from '@orpc/client';
import { isContractProcedure } from '@orpc/contract';
import { contract } from '../../shared/contract/contract';
import { permissions } from '../../shared/model/role';
import type { Session } from './session';

/**
 * A link that has somebody sign in where an action needs it, and then goes on with the action. What is only read is
 * never stopped for it: the station's own words are shown where nobody may see it signed out.
 */
export function createAskingLink(
  link: ClientLink<ClientContext>,
  session: () => Pick<Session, 'known' | 'get' | 'ask' | 'refresh'>,
): ClientLink<ClientContext> {
  const call = async (
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> => {
    if (!isDeed(path)) return link.call(path, input, options);
    await knownSoon(session());
    const before = session().get();
    if (before?.inUse === true && before.me === null) await session().ask();
    try {
      return await link.call(path, input, options);
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'UNAUTHORIZED') throw error;
      await session().refresh();
      // A wrong password of somebody who is signed in is no reason to sign in.
      if (session().get()?.me) throw error;
      await session().ask();
      return link.call(path, input, options);
    }
  };
  return { call };
}

/** A page that finds no station at its start must still get an answer: that there is none. */
const knownWithinMs = 5000;

async function knownSoon(session: Pick<Session, 'known'>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, knownWithinMs)));
  await Promise.race([session.known(), late]);
  clearTimeout(timer);
}

/** True for what changes something and needs more than a look. */
export function isDeed(path: readonly string[]): boolean {
  const [noun = '', verb = ''] = path;
  const right = permissions[`${noun}.${verb}`]?.right;
  if (right === 'anyone' || right === 'view') return false;
  const its: unknown = Object.entries(contract).find(([name]) => name === noun)?.[1];
  const procedure: unknown =
    typeof its === 'object' && its !== null
      ? Object.entries(its).find(([name]) => name === verb)?.[1]
      : undefined;
  return isContractProcedure(procedure) && procedure['~orpc'].route.method !== 'GET';
}
