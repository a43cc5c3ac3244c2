import type { Signature } from '../../../../shared/model/signature';

/** A signature as it lies in the file. */
export interface KeptSignature {
  readonly id: string;
  /** Null where what lies there is no signature any more. */
  readonly signature: Signature | null;
  /** False where the columns of the row say something else than what was signed. */
  readonly agrees: boolean;
}

/** Signatures in records.db: added, never changed. */
export interface SignaturesKeep {
  addSignature(signature: Signature): void;
  /** Of all versions of a subject, oldest first. */
  signaturesOf(type: string, id: string): KeptSignature[];
}
