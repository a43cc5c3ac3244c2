import { type ClientContext, type ClientLink, type ClientOptions, ORPCError } from '@orpc/client';
import { isContractProcedure } from '@orpc/contract';
import { contract } from '../../shared/contract/contract';
import { changeControlField } from '../../shared/model/change-control';
import { permissions } from '../../shared/model/role';
import { BasisGivenUp, type BasisAsked } from './basis-ask';
import type { Session } from './session';

/**
 * A link that has somebody sign in where an action needs it, and then goes on with the action. What is only read is
 * never stopped for it: the station's own words are shown where nobody may see it signed out.
 */
export function createAskingLink(
  link: ClientLink<ClientContext>,
  session: () => Pick<Session, 'known' | 'get' | 'ask' | 'refresh'>,
  /** Has somebody say under which change they edit; rejects where they give up. */
  askBasis: (asked: BasisAsked) => Promise<void> = () => Promise.reject(new BasisGivenUp()),
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
      return await underChange(path, input, options);
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'UNAUTHORIZED') throw error;
      await session().refresh();
      // A wrong password of somebody who is signed in is no reason to sign in.
      if (session().get()?.me) throw error;
      await session().ask();
      return underChange(path, input, options);
    }
  };
  /** Where change control stands in the way: asks, and goes on. */
  const underChange: typeof link.call = async (path, input, options) => {
    for (;;)
      try {
        return await link.call(path, input, options);
      } catch (error) {
        const words = basisWanted(error);
        if (words === null) throw error;
        await askBasis({ verb: path.join('.'), words });
      }
  };
  return { call };
}

/** The station's words where it asks under which change something is edited; null for any other answer. */
function basisWanted(error: unknown): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  const data: unknown = error.data;
  const asks =
    typeof data === 'object' && data !== null && 'field' in data && data.field === changeControlField;
  return asks && 'words' in data ? String(data.words) : null;
}

/** A page that finds no station at its start must still get an answer: that there is none. */
const knownWithinMs = 5000;

async function knownSoon(session: Pick<Session, 'known'>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, knownWithinMs)));
  await Promise.race([session.known(), late]);
  clearTimeout(timer);
}

/** Screens ask these by themselves, with more than fits an address; nothing changes by them. */
const onlyLook: ReadonlySet<string> = new Set(['tables.preview']);

/** True for what changes something and needs more than a look. */
export function isDeed(path: readonly string[]): boolean {
  const [noun = '', verb = ''] = path;
  if (onlyLook.has(`${noun}.${verb}`)) return false;
  const right = permissions[`${noun}.${verb}`]?.right;
  if (right === 'anyone' || right === 'view') return false;
  const its: unknown = Object.entries(contract).find(([name]) => name === noun)?.[1];
  const procedure: unknown =
    typeof its === 'object' && its !== null
      ? Object.entries(its).find(([name]) => name === verb)?.[1]
      : undefined;
  return isContractProcedure(procedure) && procedure['~orpc'].route.method !== 'GET';
}
