import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { FieldJob, FieldOrder } from '../../../shared/contract/field';
import { tablePieceBytes } from '../../../shared/contract/tables';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';

export interface MergeOrder {
  readonly order: FieldOrder | null;
  /** Share of the file that has been handed in; null when none is on its way. */
  readonly sent: number | null;
  readonly problem: string;
  readonly send: (file: File) => Promise<void>;
  /** Looks at a file, or at the same one taken otherwise. */
  readonly look: (order: FieldOrder) => Promise<void>;
  readonly merge: () => Promise<void>;
  readonly cancel: () => Promise<void>;
}

const plainOrder = (path: string): FieldOrder => ({ path, map: {}, shiftMs: 0, acceptUnfinished: false });

/** A field file on its way into the station: handed in or named, looked at, merged. */
export function useMerge(path: string): MergeOrder {
  const { client } = useStation();
  const queries = useQueryClient();
  const [order, setOrder] = useState<FieldOrder | null>(path === '' ? null : plainOrder(path));
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState('');

  const ask = useCallback(
    async (call: () => Promise<FieldJob>): Promise<void> => {
      setProblem('');
      try {
        queries.setQueryData(['field', 'job'], await call());
      } catch (error) {
        setProblem(wordsOf(error));
      }
    },
    [queries],
  );
  const look = useCallback(
    async (wish: FieldOrder): Promise<void> => {
      setOrder(wish);
      await ask(() => client.field.check(wish));
    },
    [ask, client],
  );
  const send = useCallback(
    async (file: File): Promise<void> => {
      setProblem('');
      setSent(0);
      try {
        let there = '';
        // One piece after the other: neither side holds more than one of them.
        for (let offset = 0; offset === 0 || offset < file.size; offset += tablePieceBytes) {
          const piece = file.slice(offset, offset + tablePieceBytes);
          ({ path: there } = await client.field.upload({ name: file.name, offset, piece }));
          setSent(Math.min(1, (offset + tablePieceBytes) / Math.max(1, file.size)));
        }
        await look(plainOrder(there));
      } catch (error) {
        setProblem(wordsOf(error));
      } finally {
        setSent(null);
      }
    },
    [client, look],
  );
  return {
    order,
    sent,
    problem,
    send,
    look,
    merge: () => (order ? ask(() => client.field.merge(order)) : Promise.resolve()),
    cancel: () => ask(() => client.field.cancel()),
  };
}
