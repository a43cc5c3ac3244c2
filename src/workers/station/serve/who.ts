import { implement, type ImplementerInternalWithMiddlewares } from '@orpc/server';
import { contract, type Contract } from '../../../shared/contract/contract';
import { Refusal } from '../../../shared/model/refusal';
import { mayCall, type Role } from '../../../shared/model/role';

/** Who is on the other end of a transport; decided by the transport, never by the message. */
export interface Caller {
  readonly role: Role;
}

/** Named: spelled out, the type of so many verbs is longer than the compiler writes. */
type Guarded = ImplementerInternalWithMiddlewares<Contract, Caller, Caller>;

const made = implement(contract)
  .$context<Caller>()
  .use(async ({ context, path, next, errors }) => {
    const verb = path.join('.');
    if (!mayCall(context.role, verb))
      throw errors.FORBIDDEN({ data: { words: `${verb} is not open to ${context.role}` } });
    try {
      return await next();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { words, field } = error;
      throw errors[error.code]({ message: words, data: field === undefined ? { words } : { words, field } });
    }
  });

/**
 * Every verb passes here first: refused unless the permission table names it for the caller's role, and any
 * {@link Refusal} thrown by a room becomes the contract's typed error of the same code.
 */
export const guarded: Guarded = made;
