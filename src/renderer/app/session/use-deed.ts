import { ORPCError } from '@orpc/client';
import { useState } from 'react';
import { wordsOf } from '../../station/station-error';

/** A form's deed: runs one at a time, and keeps what it was refused with. */
export function useDeed() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ words: string; field: string | null } | null>(null);
  const run = async (deed: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await deed();
      return true;
    } catch (error) {
      setProblem({ words: wordsOf(error), field: fieldOf(error) });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}

/** Field of the input that a refusal belongs to; null for any other error. */
export function fieldOf(error: unknown): string | null {
  if (!(error instanceof ORPCError)) return null;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'field' in data && typeof data.field === 'string'
    ? data.field
    : null;
}
