import { z } from 'zod';
import {
  checkedSignatureSchema,
  meaningCodes,
  signedSubjectSchema,
  signatureSchema,
} from '../model/signature';
import { signingCredentialsSchema, signingOfferSchema } from '../model/signing-offer';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Signatures'] });

const subjectRef = z.object({ type: z.string().min(1).max(60), id: z.string().min(1).max(200) });

const given = {
  meaning: z.enum(meaningCodes),
  credentials: signingCredentialsSchema,
  reason: z.string().trim().max(1000).optional(),
};

/** Electronic signatures. The signer is the session; the content hash sent is the one that was shown. */
export const signing = {
  offer: route('POST', '/signatures/offer', 'What may be signed of a record, and its exact content')
    .input(subjectRef.extend({ version: z.number().int().positive().optional() }))
    .output(signingOfferSchema),
  sign: route('POST', '/signatures/sign', 'Sign a version as it was shown')
    .input(z.object({ subject: signedSubjectSchema, ...given }))
    .output(signatureSchema),
  signAll: route('POST', '/signatures/sign-all', 'Sign a list of versions: one signature each, all or none')
    .input(z.object({ subjects: z.array(signedSubjectSchema).min(1).max(200), ...given }))
    .output(z.array(signatureSchema)),
  of: route('GET', '/signatures/of', 'Signatures of all versions of a subject, checked anew')
    .input(subjectRef)
    .output(z.array(checkedSignatureSchema)),
};
