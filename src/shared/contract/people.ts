import { z } from 'zod';
import { epochMsSchema } from '../model/identity';
import {
  grantWishSchema,
  personNameSchema,
  personSchema,
  sessionViewSchema,
  signedInSchema,
  totpSchema,
  typedSecretSchema,
} from '../model/person';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path: `/people${path}`, summary, tags: ['People'] });

const done = z.object({ ok: z.literal(true) });
const person = z.object({ personId: z.string().min(1).max(80) });
const reason = z.string().trim().min(5, 'Say why: it is recorded').max(500);
const password = typedSecretSchema;
const userId = z.string().min(1).max(100);
/** How somebody was seen to be who they are, e.g. the kind of document; never its number. */
const how = z.string().trim().min(5, 'Say how you know who it is').max(200);

/** The key of a session: sent as `X-Session` over REST, handed to `resume` after a reconnect. */
export const sessionKeySchema = z.string().min(20).max(100);

/** Shown once to the administrator, who hands it to the person. */
const invitationSchema = z.object({
  personId: z.string(),
  userId: z.string(),
  secret: z.string(),
  until: epochMsSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;

const statusSchema = z.object({
  /** False until the first administrator is made. */
  inUse: z.boolean(),
  /** Who is signed in at this connection; null where nobody is. */
  me: signedInSchema.nullable(),
  /** Why the session of this connection ended, where it had one. */
  ended: z.string().nullable(),
  /** People of the demo with their passwords; empty everywhere else. */
  demo: z.array(z.object({ userId: z.string(), name: z.string(), password: z.string(), words: z.string() })),
  /** Warn this long before a session locks by itself. */
  warnMs: z.number(),
});
export type PeopleStatus = z.infer<typeof statusSchema>;

/** One row of the access review. */
const reviewRowSchema = personSchema.extend({
  /** No sign-in for 90 days. */
  unused: z.boolean(),
});
export type AccessReviewRow = z.infer<typeof reviewRowSchema>;

/** Accounts, sessions and roles. Who acts is the session; nothing here takes the name of an actor. */
export const people = {
  status: route('GET', '/status', 'Who is signed in here').output(statusSchema),
  first: route('POST', '/first', 'Make the first administrator')
    .input(z.object({ name: personNameSchema, userId, password, attested: z.literal(true) }))
    .output(z.object({ key: sessionKeySchema, me: signedInSchema })),
  signIn: route('POST', '/sign-in', 'Sign in; answers the key of the session')
    .input(z.object({ userId, password, totp: totpSchema.optional() }))
    .output(z.object({ key: sessionKeySchema, me: signedInSchema })),
  resume: route('POST', '/resume', 'Bind a session to this connection')
    .input(z.object({ key: sessionKeySchema }))
    .output(signedInSchema),
  redeem: route('POST', '/redeem', 'Set an own password with an invitation')
    .input(z.object({ userId, secret: typedSecretSchema, password, totp: totpSchema.optional() }))
    /** `verified` is false where an administrator must still verify who it is before the first sign-in. */
    .output(z.object({ verified: z.boolean() })),

  extend: route('POST', '/extend', 'Go on: not idle').output(signedInSchema),
  lock: route('POST', '/lock', 'Lock this session: view only until the next sign-in').output(done),
  signOut: route('POST', '/sign-out', 'End this session').output(done),
  attest: route('POST', '/attest', 'Attest, once, what a signature means')
    .input(z.object({ password }))
    .output(signedInSchema),
  changePassword: route('POST', '/password', 'Set another password')
    .input(z.object({ password, next: typedSecretSchema, totp: totpSchema.optional() }))
    .output(done),
  enrolTotp: route('POST', '/totp', 'Begin with one-time codes')
    .input(z.object({ password }))
    .output(z.object({ uri: z.string(), secret: z.string() })),
  proveTotp: route('POST', '/totp/prove', 'Prove the authenticator with one code')
    .input(z.object({ code: totpSchema }))
    .output(signedInSchema),

  noticeRead: route('POST', '/notice-read', 'Do not tell again what was told at sign-in').output(done),
  list: route('GET', '/list', 'Everybody with an account').output(z.array(personSchema)),
  invite: route('POST', '/invite', 'Make an account; the secret is shown once')
    .input(
      z.object({
        name: personNameSchema,
        userId,
        /** A person who had an account before and gets another. */
        personId: z.string().max(80).optional(),
        grants: z.array(grantWishSchema).max(20),
        /** Left out where another administrator verifies it, who then is not the one who invites. */
        how: how.optional(),
        /** Why one administrator invites and verifies: asked for where there is only one. */
        reason: reason.optional(),
      }),
    )
    .output(invitationSchema),
  verifyIdentity: route('POST', '/verify-identity', 'Say that and how a person was identified')
    .input(person.extend({ how, reason: reason.optional() }))
    .output(done),
  grant: route('POST', '/grant', 'Give a role')
    .input(person.extend({ grant: grantWishSchema, reason }))
    .output(done),
  revoke: route('POST', '/revoke', 'End a role; sessions end at once')
    .input(person.extend({ grantId: z.number().int().positive(), reason }))
    .output(done),
  disable: route('POST', '/disable', 'Disable an account for ever')
    .input(person.extend({ reason }))
    .output(done),
  unlock: route('POST', '/unlock', 'Unlock an account').input(person.extend({ reason })).output(done),
  reset: route('POST', '/reset', 'Cut off a password; a new invitation is shown once')
    .input(person.extend({ reason, how, totp: z.boolean().default(false) }))
    .output(invitationSchema),
  sessions: route('GET', '/sessions', 'Sessions that are open').output(z.array(sessionViewSchema)),
  endSession: route('POST', '/sessions/end', 'End a session')
    .input(z.object({ sessionId: z.string().max(80), reason }))
    .output(done),
  accessReview: route('GET', '/access-review', 'Who may do what, and when they last signed in').output(
    z.object({
      rows: z.array(reviewRowSchema),
      /** Reviews made so far, newest first; each is signed by its id as `access-review`. */
      made: z.array(z.object({ id: z.string(), at: epochMsSchema, by: z.string() })),
    }),
  ),
  makeReview: route('POST', '/access-review', 'Keep the list as it stands, to be signed').output(
    z.object({ id: z.string() }),
  ),
};
