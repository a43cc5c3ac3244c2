import { oc } from '@orpc/contract';
import { z } from 'zod';

/** What a refusal carries beside its code: words for the person, and the field they belong to where there is one. */
const refusalData = z.object({ words: z.string(), field: z.string().optional() });

/** The declared refusals of every verb. Anything else that goes wrong is a bug and reaches nobody as text. */
export const verb = oc.errors({
  UNAUTHORIZED: { status: 401, data: refusalData, message: 'Sign in first' },
  FORBIDDEN: { status: 403, data: refusalData, message: 'Not allowed' },
  NOT_FOUND: { status: 404, data: refusalData, message: 'Not found' },
  CONFLICT: { status: 409, data: refusalData, message: 'In conflict with what is there' },
  REFUSED: { status: 422, data: refusalData, message: 'Refused' },
  UNAVAILABLE: { status: 503, data: refusalData, message: 'Not available now' },
});
