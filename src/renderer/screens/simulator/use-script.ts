import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitId } from '../../../shared/model/identity';
import { useStation } from '../../station/station-context';

export interface Script {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Lines the simulator cannot use; empty when there are none, undefined while it has not read the text. */
  readonly refused: readonly { readonly line: number; readonly words: string }[] | undefined;
}

const restMs = 300;

/** A fault script as it is written, read by the simulator whenever the hand rests. */
export function useScript(unitId: UnitId): Script {
  const { client } = useStation();
  const [text, setText] = useState('');
  const [rested] = useDebouncedValue(text, restMs);
  const { data } = useQuery({
    queryKey: ['simulator-script', unitId, rested],
    queryFn: ({ signal }) => client.simulator.checkScript({ unitId, text: rested }, { signal }),
    enabled: rested.trim() !== '',
    retry: false,
    gcTime: 10_000,
  });
  return { text, setText, refused: text === rested ? data : undefined };
}
