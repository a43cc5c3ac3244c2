import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { SimulatedMark } from '../../ui/simulated-mark';
import { dateTimeText, spanText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly chosen: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** All batches, asked while this is looked at. */
export function useBatches() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'batch-list'],
    queryFn: ({ signal }) => client.batches.list({}, { signal }),
    refetchInterval: 10_000,
  });
}

/** The batches of this station to choose from, newest first. */
export function BatchChoice({ chosen, onChange }: Props) {
  const { data, error } = useBatches();
  const { clock } = useStation();
  if (!data) return <p className="bt-data-words">{error ? wordsOf(error) : tr('Reading batches…')}</p>;
  if (data.length === 0)
    return (
      <p className="bt-data-words">
        {tr('There is no batch yet. Start one, import one, or export a window.')}
      </p>
    );
  const all = data.map(({ id }) => id);
  const every = chosen.length === all.length;
  return (
    <div className="bt-data-batches" role="group" aria-label={tr('Batches')}>
      <div className="bt-data-batches-head">
        <span>{trNode('{length} of {length2} batches', { length: chosen.length, length2: all.length })}</span>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange(every ? [] : all)}>
          {every ? tr('None') : tr('All')}
        </Button>
      </div>
      <ul role="list">
        {data.map(({ id, name, unitId, inoculatedAt, endedAt, simulated }) => (
          <li key={id}>
            <Checkbox
              size="xs"
              label={name}
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            <span className="bt-dim">{unitId}</span>
            <span className="bt-dim">{dateTimeText(inoculatedAt)}</span>
            <span className="bt-dim">
              {endedAt === null
                ? tr('runs, {spanText}', { spanText: spanText(clock.now() - inoculatedAt) })
                : spanText(endedAt - inoculatedAt)}
            </span>
            {simulated ? <SimulatedMark size="tag" words={tr('SIM')} /> : <span />}
          </li>
        ))}
      </ul>
    </div>
  );
}
