import { oc } from '@orpc/contract';
import { z } from 'zod';

/** What a refusal carries beside its code: words for the person, and the field they belong to where there is one. */
const refusalData = z.object({ words: z.string(), field: z.string().optional() });

/** HTTP status of each refusal. */
export const refusalStatus = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  REFUSED: 422,
  UNAVAILABLE: 503,
} as const;

/** The declared refusals of every verb. Anything else that goes wrong is a bug and reaches nobody as text. */
export const verb = oc.errors({
  UNAUTHORIZED: { status: refusalStatus.UNAUTHORIZED, data: refusalData, message: 'Sign in first' },
  FORBIDDEN: { status: refusalStatus.FORBIDDEN, data: refusalData, message: 'Not allowed' },
  NOT_FOUND: { status: refusalStatus.NOT_FOUND, data: refusalData, message: 'Not found' },
  CONFLICT: { status: refusalStatus.CONFLICT, data: refusalData, message: 'In conflict with what is there' },
  REFUSED: { status: refusalStatus.REFUSED, data: refusalData, message: 'Refused' },
  UNAVAILABLE: { status: refusalStatus.UNAVAILABLE, data: refusalData, message: 'Not available now' },
});
