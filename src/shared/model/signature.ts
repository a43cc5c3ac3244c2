import { z } from 'zod';
import type { PersonRole } from './role';

/** What a signature says (closed list; nothing else can be signed). */
export interface Meaning {
  readonly code: string;
  /** As it stands on screen and print. */
  readonly words: string;
  /** Roles that may sign it. */
  readonly roles: readonly PersonRole[];
  /** True where the signer must be another person than the one who performed or authored. */
  readonly otherPerson: boolean;
  /** True where a reason must be given. */
  readonly reason: boolean;
}

export const meanings = [
  {
    code: 'PERF',
    words: 'Performed by',
    roles: ['technician', 'engineer', 'scientist'],
    otherPerson: false,
    reason: false,
  },
  {
    code: 'VER',
    words: 'Verified by (second person)',
    roles: ['technician', 'engineer', 'scientist'],
    otherPerson: true,
    reason: false,
  },
  {
    code: 'CALC',
    words: 'Calculation checked by',
    roles: ['technician', 'engineer', 'scientist'],
    otherPerson: true,
    reason: false,
  },
  {
    code: 'REL_M',
    words: 'Media released for use',
    roles: ['engineer', 'qa-reviewer', 'qa-approver'],
    otherPerson: true,
    reason: false,
  },
  {
    code: 'CAL_A',
    words: 'Calibration accepted',
    roles: ['technician', 'engineer'],
    otherPerson: false,
    reason: false,
  },
  {
    code: 'GO',
    words: 'Inoculation authorised (GO)',
    roles: ['technician', 'engineer'],
    otherPerson: true,
    reason: false,
  },
  {
    code: 'NOGO',
    words: 'Inoculation refused (NO-GO)',
    roles: ['technician', 'engineer'],
    otherPerson: false,
    reason: true,
  },
  { code: 'CHG_A', words: 'Change authorised', roles: ['engineer'], otherPerson: true, reason: true },
  {
    code: 'TECH',
    words: 'Technical review',
    roles: ['engineer', 'scientist'],
    otherPerson: true,
    reason: false,
  },
  {
    code: 'ATR',
    words: 'Audit trail reviewed',
    roles: ['qa-reviewer', 'qa-approver'],
    otherPerson: true,
    reason: false,
  },
  { code: 'APPR', words: 'Approved', roles: ['engineer', 'qa-approver'], otherPerson: true, reason: false },
  { code: 'REJ', words: 'Rejected', roles: ['engineer', 'qa-approver'], otherPerson: true, reason: true },
  { code: 'DISP_A', words: 'Batch accepted', roles: ['qa-approver'], otherPerson: true, reason: false },
  { code: 'DISP_R', words: 'Batch rejected', roles: ['qa-approver'], otherPerson: true, reason: true },
  {
    code: 'AUTH',
    words: 'Authored',
    roles: ['technician', 'engineer', 'scientist', 'qa-reviewer', 'qa-approver'],
    otherPerson: false,
    reason: false,
  },
  {
    code: 'ACK',
    words: 'Read and understood',
    roles: ['technician', 'engineer', 'scientist', 'qa-reviewer', 'qa-approver', 'administrator'],
    otherPerson: false,
    reason: false,
  },
  {
    code: 'ATT',
    words: 'Attestation: my electronic signature is equivalent to my handwritten one',
    roles: ['technician', 'engineer', 'scientist', 'qa-reviewer', 'qa-approver', 'administrator'],
    otherPerson: false,
    reason: false,
  },
  {
    code: 'VOID',
    words: 'Voided',
    roles: ['technician', 'engineer', 'scientist', 'qa-approver'],
    otherPerson: false,
    reason: true,
  },
  { code: 'OVR', words: 'Gate overridden', roles: ['engineer'], otherPerson: true, reason: true },
  {
    code: 'MOD_A',
    words: 'Model approved for the stated use',
    roles: ['engineer', 'qa-approver'],
    otherPerson: true,
    reason: false,
  },
  {
    code: 'REST',
    words: 'Restore declared',
    roles: ['administrator', 'qa-approver'],
    otherPerson: true,
    reason: true,
  },
  {
    code: 'REV_P',
    words: 'Periodic review done',
    roles: ['engineer', 'qa-reviewer', 'qa-approver', 'administrator'],
    otherPerson: false,
    reason: false,
  },
] as const satisfies readonly Meaning[];
export type MeaningCode = (typeof meanings)[number]['code'];
export const meaningCodes = meanings.map(({ code }) => code);

/** What is signed: exactly this version with exactly this content. */
export const signedSubjectSchema = z.object({
  type: z.string().min(1).max(60),
  id: z.string().min(1).max(200),
  version: z.number().int().positive(),
  /** SHA-256 of the canonical JSON of the content as it was shown, hex. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SignedSubject = z.infer<typeof signedSubjectSchema>;

/** A signature as it is kept, shown, printed and exported. */
export const signatureSchema = z.object({
  v: z.literal(1),
  id: z.string().min(1),
  subject: signedSubjectSchema,
  meaning: z.enum(meaningCodes),
  /** The words of the meaning at that time. */
  words: z.string(),
  personId: z.string(),
  userId: z.string(),
  /** Printed name at that time. */
  name: z.string(),
  role: z.string(),
  reason: z.string().nullable(),
  /** Epoch ms, and the same moment as ISO 8601 with the station's offset, and its zone. */
  at: z.number().int(),
  local: z.string(),
  zone: z.string(),
  clockTrusted: z.boolean(),
  stationId: z.string(),
  sessionId: z.string(),
  /** What the signer proved to be who they are with. */
  components: z.array(z.enum(['user-id', 'password', 'totp'])),
  /** Head of the ledger when it was made: the signature stands after this entry and before every later one. */
  ledger: z.object({ seq: z.number().int().nonnegative(), hash: z.string().length(64) }),
  keyId: z.string(),
  /** Ed25519 by the station's key over the canonical JSON of all of the above, base64. */
  value: z.string(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** A signature held against what it was put under. */
export const signatureStates = ['valid', 'signed-then-changed', 'broken'] as const;
export type SignatureState = (typeof signatureStates)[number];

/** A signature with its verdict, as every screen, print and export shows it. */
export const checkedSignatureSchema = z.object({
  signature: signatureSchema,
  state: z.enum(signatureStates),
  /** What is wrong, in words; empty where nothing is. */
  why: z.string(),
});
export type CheckedSignature = z.infer<typeof checkedSignatureSchema>;

/** The entry of the list for a code. */
export function meaningOf(code: MeaningCode): Meaning {
  const found = meanings.find((meaning) => meaning.code === code);
  if (!found) throw new Error(`No meaning ${code}`);
  return found;
}
