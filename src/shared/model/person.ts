import { z } from 'zod';
import { epochMsSchema, unitIdSchema } from './identity';
import { personRoles } from './role';

/** The life of an account; `disabled` is final and its user id is never given again. */
export const accountStates = [
  'invited',
  'identity-verified',
  'attested',
  'active',
  'locked',
  'disabled',
] as const;
export type AccountState = (typeof accountStates)[number];

/** What each state is called on screens. */
export const accountStateWords: Readonly<Record<AccountState, string>> = {
  invited: 'Invited, identity not verified',
  'identity-verified': 'Identity verified, not attested',
  attested: 'Attested, no role yet',
  active: 'Active',
  locked: 'Locked',
  disabled: 'Disabled',
};

export const personRoleSchema = z.enum(personRoles);

/** What each role is called on screens. */
export const personRoleWords: Readonly<Record<(typeof personRoles)[number], string>> = {
  viewer: 'Viewer',
  technician: 'Technician',
  engineer: 'Engineer',
  scientist: 'Scientist',
  'qa-reviewer': 'QA reviewer',
  'qa-approver': 'QA approver',
  administrator: 'Administrator',
};

/** A role asked for: everywhere (`unitId` null) or at one unit, from and until a time where given. */
export const grantWishSchema = z.object({
  role: personRoleSchema,
  unitId: unitIdSchema.nullable(),
  from: epochMsSchema.optional(),
  until: epochMsSchema.nullable().default(null),
});
export type GrantWish = z.infer<typeof grantWishSchema>;

/** A role held by a person at a node of the plant. Ended, never removed. */
export const grantSchema = z.object({
  id: z.number().int().positive(),
  role: personRoleSchema,
  unitId: unitIdSchema.nullable(),
  from: epochMsSchema,
  /** Null where it holds until it is ended. */
  until: epochMsSchema.nullable(),
});
export type Grant = z.infer<typeof grantSchema>;

export const personNameSchema = z
  .string()
  .transform((name) => name.normalize('NFKC').replace(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(3, 'Give the full name as it is printed')
      .max(80)
      .regex(/^[\p{L}\p{M}\p{N} .,'’()-]+$/u, "A name has letters, spaces and . , ' ( ) - only"),
  );

/** Longest password taken; the shortest is {@link minPasswordLength}. */
export const maxPasswordLength = 256;
export const minPasswordLength = 15;

/** A secret as it is typed: nothing is asked of it here but an end. */
export const typedSecretSchema = z.string().min(1, 'Enter it').max(1024);
export const totpSchema = z.string().regex(/^\d{6}$/, 'Six digits');

/** How long a password is: code points after NFKC, so that every keyboard counts the same. */
export function passwordLength(password: string): number {
  return Array.from(password.normalize('NFKC')).length;
}

/** A person and their account as the administrator sees them. */
export const personSchema = z.object({
  personId: z.string(),
  userId: z.string(),
  name: z.string(),
  state: z.enum(accountStates),
  /** True for people that came with the demo. */
  demo: z.boolean(),
  grants: z.array(grantSchema),
  verified: z.object({ by: z.string(), how: z.string(), at: epochMsSchema }).nullable(),
  attestedAt: epochMsSchema.nullable(),
  invitedUntil: epochMsSchema.nullable(),
  passwordSetAt: epochMsSchema.nullable(),
  totp: z.boolean(),
  lastSignInAt: epochMsSchema.nullable(),
  lockedAt: epochMsSchema.nullable(),
  createdAt: epochMsSchema,
});
export type Person = z.infer<typeof personSchema>;

/** Who is signed in at this window, and until when. */
export const signedInSchema = z.object({
  personId: z.string(),
  userId: z.string(),
  name: z.string(),
  state: z.enum(accountStates),
  sessionId: z.string(),
  grants: z.array(grantSchema),
  totp: z.boolean(),
  attested: z.boolean(),
  startedAt: epochMsSchema,
  /** When it locks by itself unless something is done before. */
  idleAt: epochMsSchema,
  /** When it ends whatever is done. */
  endsAt: epochMsSchema,
  /** What the person must be told, e.g. that somebody reset their password. */
  notices: z.array(z.string()),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** A session as the administrator sees it. */
export const sessionViewSchema = z.object({
  sessionId: z.string(),
  personId: z.string(),
  userId: z.string(),
  name: z.string(),
  place: z.string(),
  startedAt: epochMsSchema,
  activeAt: epochMsSchema,
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** What a person attests, once, before their first signature. */
export const attestationText =
  'I attest that my electronic signature in this system is the legally binding equivalent of my handwritten signature, that I keep my password to myself, and that I am accountable for everything done under my user id.';

/** Without a sign-in for this long an account is marked in the access review. */
export const unusedAfterMs = 90 * 86_400_000;
