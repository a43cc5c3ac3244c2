import { implement, ORPCError, type ImplementerInternalWithMiddlewares } from '@orpc/server';
import { contract, type Contract } from '../../../shared/contract/contract';
import type { Actor } from '../../../shared/model/actor';
import { refusalStatus } from '../../../shared/contract/refusals';
import { Refusal } from '../../../shared/model/refusal';
import { mayCall, permissions, type Role } from '../../../shared/model/role';
import { actAs } from '../acting';
import type { Connection } from '../people/people-room';
import type { Gatekeeper } from './gate-of';
import { readVerbs } from './read-verbs';

/** Who is on the other end of a transport; decided by the transport, never by the message. */
export interface Caller {
  readonly role: Role;
  readonly gate: Gatekeeper;
  /** Carries the session; made by the transport. */
  readonly connection: Connection;
}

/** Named: spelled out, the type of so many verbs is longer than the compiler writes. */
type Guarded = ImplementerInternalWithMiddlewares<Contract, Caller, Caller>;

const made = implement(contract)
  .$context<Caller>()
  .use(async ({ context, path, next }, input: unknown) => {
    const verb = path.join('.');
    try {
      return await actAs(actorOf(context, verb, input), () => next());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { words, field } = error;
      // Spelled by code and status: the errors of so many verbs together are more than the compiler holds.
      throw new ORPCError(error.code, {
        status: refusalStatus[error.code],
        message: words,
        data: field === undefined ? { words } : { words, field },
      });
    }
  });

/**
 * Who acts in a call: one of our own workers, or whom the gate lets in. A verb that the table does not name for that
 * end of a transport is refused, whoever calls.
 */
function actorOf({ role, gate, connection }: Caller, verb: string, input: unknown): Actor {
  const right = permissions[verb]?.right ?? null;
  if (!mayCall(role, verb) || (role === 'operator' && right === null)) {
    if (role === 'operator') gate.refused(connection, verb, 'no person may call it');
    throw new Refusal('FORBIDDEN', `${verb} is not open to ${role}`);
  }
  if (role !== 'operator') return { kind: 'system', name: role };
  return gate.admit(connection, { verb, right: right ?? 'people', input, reads: readVerbs.has(verb) });
}

/**
 * Every verb passes here first: the session of the connection decides who acts and whether they may; and any
 * {@link Refusal} thrown by a room becomes the contract's typed error of the same code.
 */
export const guarded: Guarded = made;
