import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalibrationFinish } from '../../../shared/model/calibration-run';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { saveFile } from '../../ui/figure/save-figure';
import { tr } from '../../strings/translate';

/** Every probe with its calibrations. */
export function useProbes() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['calibrations', 'probes'],
    queryFn: ({ signal }) => client.calibrations.probes(undefined, { signal }),
    refetchInterval: 15_000,
  });
}

/** Calibrations that were begun and are not kept. */
export function useRuns() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['calibrations', 'runs'],
    queryFn: ({ signal }) => client.calibrations.runs(undefined, { signal }),
    refetchInterval: 5000,
  });
}

/** One of them with what the probe gives now: twice a second, as the eye follows it. */
export function useRun(id: string) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['calibrations', 'run', id],
    queryFn: ({ signal }) => client.calibrations.run({ id }, { signal }),
    refetchInterval: 500,
    retry: false,
  });
}

/** What it would be if it were kept now; asked anew when an answer changes. */
export function useResult(id: string, points: string, finish: CalibrationFinish) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['calibrations', 'result', id, points, JSON.stringify(finish)],
    queryFn: ({ signal }) => client.calibrations.result({ id, finish }, { signal }),
    placeholderData: (before) => before,
    retry: false,
  });
}

/** A kept calibration, as a record. */
export function useKept(recordId: string) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'get', recordId],
    queryFn: ({ signal }) => client.records.get({ id: recordId }, { signal }),
    retry: false,
  });
}

/** Does one thing at a time and reads everything again; says what it was refused for. */
export function useCalibrationDeed() {
  const { client } = useStation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = async <T>(
    call: (calibrations: typeof client.calibrations) => Promise<T>,
  ): Promise<T | null> => {
    setBusy(true);
    setProblem('');
    try {
      return await call(client.calibrations);
    } catch (error) {
      setProblem(wordsOf(error));
      return null;
    } finally {
      await queries.invalidateQueries({ queryKey: ['calibrations'] });
      setBusy(false);
    }
  };
  return { ask, busy, problem };
}

/** Prints a certificate in the station and saves it here. */
export function useCertificate() {
  const { client } = useStation();
  const [stop, setStop] = useState<AbortController | null>(null);
  const save = async (recordId: string, name: string): Promise<void> => {
    const stopping = new AbortController();
    setStop(stopping);
    try {
      const body = await client.calibrations.certificate({ recordId }, { signal: stopping.signal });
      saveFile(name, new Blob([await body.arrayBuffer()], { type: 'application/pdf' }));
      notifications.show({ title: tr('Saved'), message: name });
    } catch (error) {
      if (!stopping.signal.aborted)
        notifications.show({ color: 'red', title: tr('Not made'), message: wordsOf(error) });
    } finally {
      setStop(null);
    }
  };
  return { save, running: stop !== null, cancel: () => stop?.abort() };
}
