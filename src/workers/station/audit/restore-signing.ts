import type { Signature } from '../../../shared/model/signature';
import type { StationLedger } from '../record/ledger/ledger';
import type { SignableKind } from '../signing/signable';
import { restoreIdOf } from './restore-id';

/** The subject type of a declared restore. */
export const restoreType = 'restore';

/**
 * A declared restore as something to sign: an administrator and a QA approver, two people. The second signature
 * declares it, in the transaction of that signature.
 */
export function restoreKind(
  ledger: StationLedger,
  signedSoFar: (id: string) => readonly Signature[],
): SignableKind {
  return {
    type: restoreType,
    find: (id) => {
      const trouble = ledger.trouble();
      if (!trouble || restoreIdOf(trouble) !== id) return undefined;
      return {
        version: 1,
        content: {
          statement: 'An older copy of records.db was put back. Entries after its end are lost.',
          found: trouble.words,
          anchor: trouble.anchor ?? null,
        },
        unitId: null,
        people: signedSoFar(id).map(({ personId }) => personId),
        open: ['REST'],
        procedure: null,
      };
    },
    signed: (signature) => {
      const all = [...signedSoFar(signature.subject.id), signature];
      const of = (role: string): Signature[] => all.filter((one) => one.role === role);
      const approvers = of('qa-approver');
      if (!of('administrator').some((one) => approvers.some(({ personId }) => personId !== one.personId)))
        return;
      ledger.declareRestore(signature.reason ?? '', { signatures: all.map(({ id }) => id) });
    },
  };
}
