import { z } from 'zod';
import { checkedSignatureSchema, meaningCodes, signedSubjectSchema } from './signature';

/** What the signer types; nothing of it is kept. */
export const signingCredentialsSchema = z.object({
  userId: z.string().max(100).optional(),
  password: z.string().max(400),
  totp: z.string().max(10).optional(),
});
export type TypedCredentials = z.infer<typeof signingCredentialsSchema>;

/** One meaning that is open under a version now, and whether the person who asks may sign it. */
const offeredMeaningSchema = z.object({
  code: z.enum(meaningCodes),
  words: z.string(),
  /** A reason must be given. */
  reason: z.boolean(),
  otherPerson: z.boolean(),
  allowed: z.boolean(),
  /** Why not; empty where it is allowed. */
  why: z.string(),
});
export type OfferedMeaning = z.infer<typeof offeredMeaningSchema>;

/** A version as it will be signed: what is shown is what is hashed. */
export const signingOfferSchema = z.object({
  subject: signedSubjectSchema,
  title: z.string(),
  content: z.json(),
  meanings: z.array(offeredMeaningSchema),
  /** Conditions and open exceptions to be seen before signing. */
  conditions: z.array(z.string()),
  /** Who would sign; null where nobody is signed in. */
  signer: z.object({ name: z.string(), userId: z.string(), roles: z.array(z.string()) }).nullable(),
  /** Which components are asked for: everything at the first signature of a session and after a break. */
  asked: z.array(z.enum(['user-id', 'password', 'totp'])),
  signatures: z.array(checkedSignatureSchema),
});
export type SigningOffer = z.infer<typeof signingOfferSchema>;
