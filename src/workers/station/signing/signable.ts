import type { Json } from '../../../shared/model/ledger-entry';
import type { SigningOffer } from '../../../shared/model/signing-offer';
import type {
  CheckedSignature,
  MeaningCode,
  Signature,
  SignedSubject,
} from '../../../shared/model/signature';
import type { UnitId } from '../../../shared/model/identity';

/** One version of something that can be signed, as its room knows it. */
export interface SignableVersion {
  readonly version: number;
  /** All that is signed; hashed as canonical JSON. */
  readonly content: Json;
  /** Where the signer's role must be held; null for the whole plant. */
  readonly unitId: UnitId | null;
  /** People who performed, entered or authored it: a meaning that asks for another person refuses all of them. */
  readonly people: readonly string[];
  /** Meanings that may be signed now; everything else is refused. */
  readonly open: readonly MeaningCode[];
  /** SOP or procedure whose training the signer must hold; null where none is asked. */
  readonly procedure: string | null;
  /** What a person calls it, e.g. `Sample 4 of B-012`; type and id where left out. */
  readonly title?: string;
  /** Conditions and open exceptions the signer must have seen, in words. */
  readonly conditions?: readonly string[];
}

/** What a room gives the signing room so that its records can be signed. */
export interface SignableKind {
  /** The subject type, e.g. `record`, `batch`, `deviation`, `model`. */
  readonly type: string;
  /** A version, the newest where none is named; undefined where there is none. */
  find(id: string, version?: number): SignableVersion | undefined;
  /** Runs in the transaction of the signature: moves the state on. May refuse, and then nothing is signed. */
  signed(signature: Signature): void;
}

/** What the signer types. */
export interface SigningCredentials {
  /** Asked for at the first signature of a session and after a break. */
  readonly userId?: string | undefined;
  readonly password: string;
  readonly totp?: string | undefined;
}

export type SigningGuard = (id: string, version: number, meaning: MeaningCode) => string;

/** Electronic signatures. All may refuse with words. */
export interface SigningRoom {
  register(kind: SignableKind): void;
  /** Asks another room before a kind is signed: words say why not, empty words let it pass. */
  guard(type: string, guard: SigningGuard): void;
  /** Signs as the person acting in this call. Nothing is kept of a refused attempt but its entry in the ledger. */
  sign(
    subject: SignedSubject,
    meaning: MeaningCode,
    credentials: SigningCredentials,
    reason?: string,
  ): Promise<Signature>;
  /** One signature under each, all or none; one password is asked for the list. */
  signAll(
    subjects: readonly SignedSubject[],
    meaning: MeaningCode,
    credentials: SigningCredentials,
    reason?: string,
  ): Promise<Signature[]>;
  /** What the person acting in this call may sign of a version, the newest where none is named. */
  offer(type: string, id: string, version?: number): SigningOffer;
  /** What was signed of a version, as its room still knows it; null where it does not. */
  content(subject: SignedSubject): Json | null;
  /** Signatures of a subject with the verdict of each, checked anew. */
  checked(type: string, id: string): CheckedSignature[];
  /** Of all versions of a subject, oldest first. */
  of(type: string, id: string): Signature[];
}
