import type { z } from 'zod';

/** First message of every field, by the name of the field. */
export function firstErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) {
    const field = path.findLast((part) => typeof part === 'string');
    errors[typeof field === 'string' ? field : 'name'] ??= message;
  }
  return errors;
}
