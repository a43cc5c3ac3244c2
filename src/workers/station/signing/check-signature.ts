import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../../../shared/model/canonical-json';
import type {
  CheckedSignature,
  MeaningCode,
  Signature,
  SignatureState,
} from '../../../shared/model/signature';
import { contentHash } from '../record/ledger/content-hash';
import type { KeptSignature } from '../record/signatures/signatures-keep';
import type { SignableVersion } from './signable';

interface PublicKey {
  readonly keyId: string;
  readonly publicPem: string;
}

/** Holds a signature as it lies in the file against its own seal, its subject and the content it was put under. */
export function checkSignature(
  kept: KeptSignature,
  type: string,
  id: string,
  keys: readonly PublicKey[],
  find: (version?: number) => SignableVersion | undefined,
): CheckedSignature {
  const { signature } = kept;
  if (!signature)
    return broken(unreadable(kept.id, type, id), 'What is kept of this signature cannot be read any more.');
  const { subject } = signature;
  if (!isSealed(signature, keys))
    return broken(signature, 'Its seal does not fit: it was altered after signing.');
  if (!kept.agrees || subject.type !== type || subject.id !== id)
    return broken(
      signature,
      `It was made for ${subject.type} ${subject.id} version ${subject.version}, not for this.`,
    );
  const version = find(subject.version);
  if (!version) return broken(signature, `Version ${subject.version} that was signed is not there.`);
  if (contentHash(version.content) !== subject.contentHash)
    return changed(signature, `Version ${subject.version} is no longer what was signed.`);
  const newest = find()?.version ?? subject.version;
  return newest === subject.version
    ? { signature, state: 'valid', why: '' }
    : changed(
        signature,
        `Version ${subject.version} was signed; version ${newest} is newer and not covered.`,
      );
}

/** True where the seal is that of the station's key over everything the signature says. */
function isSealed({ value, ...body }: Signature, keys: readonly PublicKey[]): boolean {
  const key = keys.find(({ keyId }) => keyId === body.keyId);
  if (!key) return false;
  return verify(
    null,
    Buffer.from(canonicalJson(body)),
    createPublicKey(key.publicPem),
    Buffer.from(value, 'base64'),
  );
}

function broken(signature: Signature, why: string): CheckedSignature {
  return verdict(signature, 'broken', why);
}

function changed(signature: Signature, why: string): CheckedSignature {
  return verdict(signature, 'signed-then-changed', why);
}

function verdict(signature: Signature, state: SignatureState, why: string): CheckedSignature {
  return { signature, state, why };
}

/** Stands in a list for a row that is no signature any more: it must not vanish. */
function unreadable(signatureId: string, type: string, id: string): Signature {
  const meaning: MeaningCode = 'PERF';
  return {
    v: 1,
    id: signatureId,
    subject: { type, id, version: 1, contentHash: '0'.repeat(64) },
    meaning,
    words: 'Cannot be read',
    personId: '',
    userId: '',
    name: 'Cannot be read',
    role: '',
    reason: null,
    at: 0,
    local: '',
    zone: '',
    clockTrusted: false,
    stationId: '',
    sessionId: '',
    components: [],
    ledger: { seq: 0, hash: '0'.repeat(64) },
    keyId: '',
    value: '',
  };
}
