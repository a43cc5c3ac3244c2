import { type RefObject, useEffect, useRef } from 'react';
import { useRoute } from '../../app/route';

/** True for the row that the address points at; it is brought into sight once. */
export function usePointedRow(key: string): {
  readonly row: RefObject<HTMLTableRowElement | null>;
  readonly pointed: boolean;
} {
  const { query } = useRoute();
  const row = useRef<HTMLTableRowElement>(null);
  const pointed = query.get('alarm') === key;
  useEffect(() => {
    if (pointed) row.current?.scrollIntoView({ block: 'center' });
  }, [pointed]);
  return { row, pointed };
}
