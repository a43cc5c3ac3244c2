import { NativeSelect } from '@mantine/core';
import { batchIdSchema } from '../../../shared/model/identity';
import type { Compare } from '../../../shared/model/workspace-layout';
import { useBatches } from '../../station/queries';
import { tr } from '../../strings/translate';

interface Props {
  readonly compare: Compare | null;
  readonly set: (compare: Compare | null) => void;
}

const hour = 3_600_000;
const spans = [
  { words: tr('1 hour earlier'), ms: hour },
  { words: tr('4 hours earlier'), ms: 4 * hour },
  { words: tr('1 day earlier'), ms: 24 * hour },
  { words: tr('1 week earlier'), ms: 168 * hour },
];

/** What is laid behind the lines: an earlier time, or another batch from its inoculation. */
export function CompareField({ compare, set }: Props) {
  const { data: batches } = useBatches();
  const value =
    compare === null ? '' : compare.kind === 'ago' ? `ago ${compare.ms}` : `batch ${compare.batchId}`;
  return (
    <NativeSelect
      label={tr('Compare with')}
      data={[
        { value: '', label: tr('Nothing') },
        {
          group: tr('Another time'),
          items: spans.map(({ words, ms }) => ({ value: `ago ${ms}`, label: words })),
        },
        {
          group: tr('Another batch, aligned at inoculation'),
          items: (batches ?? []).map(({ id, name, unitName }) => ({ value: `batch ${id}`, label: `${name} · ${unitName}` })), // prettier-ignore
        },
      ]}
      value={value}
      onChange={({ currentTarget }) => set(parsed(currentTarget.value))}
    />
  );
}

function parsed(value: string): Compare | null {
  const [kind = '', ...rest] = value.split(' ');
  const of = rest.join(' ');
  if (kind === 'ago') return { kind, ms: Number(of) };
  return kind === 'batch' ? { kind, batchId: batchIdSchema.parse(of) } : null;
}
