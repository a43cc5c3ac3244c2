import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { tablePieceBytes, type TableInspection, type TableJob } from '../../../shared/contract/tables';
import type { TableMap, TableStructure, TableTarget } from '../../../shared/model/table-map';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';

/** The check or import that runs or was the last; asked twice a second while it runs. */
export function useTableJob(enabled: boolean) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['table-job'],
    queryFn: ({ signal }) => client.tables.progress(undefined, { signal }),
    enabled,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? 400 : 5000),
  });
}

export const isRunning = ({ state }: Pick<TableJob, 'state'>): boolean =>
  state === 'checking' || state === 'importing';

/** The first rows as they would be stored. */
export function usePreview(path: string, map: TableMap, target: TableTarget | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['table-preview', path, map, target],
    queryFn: async ({ signal }) =>
      target ? await client.tables.preview({ path, map, target }, { signal }) : null,
    enabled: target !== null && map.values.length > 0,
    retry: false,
    placeholderData: (before) => before,
  });
}

export interface OpenTable {
  readonly inspection: TableInspection | null;
  /** Share of the file that has been handed in; null when none is on its way. */
  readonly sent: number | null;
  readonly busy: boolean;
  readonly problem: string;
  readonly send: (file: File) => Promise<void>;
  readonly open: (path: string, structure?: TableStructure) => Promise<void>;
  readonly close: () => void;
}

/** A file handed in or named, and what the station sees in it. */
export function useOpenTable(): OpenTable {
  const { client } = useStation();
  const [inspection, setInspection] = useState<TableInspection | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const open = useCallback(
    async (path: string, structure?: TableStructure): Promise<void> => {
      setBusy(true);
      setProblem('');
      try {
        setInspection(await client.tables.inspect(structure ? { path, structure } : { path }));
      } catch (error) {
        setProblem(wordsOf(error));
      } finally {
        setBusy(false);
      }
    },
    [client],
  );

  const send = useCallback(
    async (file: File): Promise<void> => {
      setProblem('');
      setSent(0);
      try {
        let path = '';
        // One piece after the other: neither side holds more than one of them.
        for (let offset = 0; offset === 0 || offset < file.size; offset += tablePieceBytes) {
          const piece = file.slice(offset, offset + tablePieceBytes);
          ({ path } = await client.tables.upload({ name: file.name, offset, piece }));
          setSent(Math.min(1, (offset + tablePieceBytes) / Math.max(1, file.size)));
        }
        await open(path);
      } catch (error) {
        setProblem(wordsOf(error));
      } finally {
        setSent(null);
      }
    },
    [client, open],
  );
  const close = useCallback(() => {
    setInspection(null);
    setProblem('');
  }, []);
  return { inspection, sent, busy, problem, send, open, close };
}
