import { Select } from '@mantine/core';
import type { EdgeSeries } from '../../../../shared/contract/backfill';
import { channelIdSchema } from '../../../../shared/model/identity';
import type { SeriesOverride } from '../../../../shared/model/edge-store';
import { useUnits } from '../../../station/queries';
import { countText } from '../../../ui/amount-words';

interface Props {
  readonly series: readonly EdgeSeries[];
  /** Series that are there and not listed. */
  readonly more: number;
  readonly overrides: readonly SeriesOverride[];
  readonly onChange: (overrides: SeriesOverride[]) => void;
}

const kindWords: Readonly<Record<EdgeSeries['kind'], string>> = {
  mapped: 'By its name',
  new: 'No sample came yet; made when a span is filled on demand',
  'unknown-unit': 'No bioreactor of that name',
  unknown: 'Nobody knows that name',
  ignored: 'By hand',
};

const byName = 'by name';
const nothing = 'nothing';

/** What a store holds and what each series feeds; every line can be decided by hand. */
export function SeriesTable({ series, more, overrides, onChange }: Props) {
  const { data: units = [] } = useUnits();
  if (series.length === 0)
    return <p className="bt-panel-note">The store holds nothing of that layout and those measurements.</p>;
  const choices = [
    { value: byName, label: 'As proposed' },
    { value: nothing, label: 'Feeds nothing' },
    ...units.flatMap((unit) => unit.channels.map(({ id }) => ({ value: id as string, label: id as string }))),
  ];
  const choose = (name: string, value: string | null): void => {
    const others = overrides.filter((override) => override.series !== name);
    if (value === null || value === byName) return onChange(others);
    const channelId = value === nothing ? null : channelIdSchema.parse(value);
    onChange([...others, { series: name, channelId }]);
  };
  return (
    <div className="bt-scroll-x bt-series">
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">In the store</th>
            <th scope="col">Feeds</th>
            <th scope="col">Decided</th>
          </tr>
        </thead>
        <tbody>
          {series.map(({ series: name, channelId, kind, byHand }) => {
            const override = overrides.find((one) => one.series === name);
            const proposal = byHand ? 'as proposed' : (channelId ?? 'nothing');
            return (
              <tr key={name}>
                <td className="bt-mono bt-topic">{name}</td>
                <td data-nowrap>
                  <Select
                    aria-label={`What ${name} feeds`}
                    size="xs"
                    searchable
                    allowDeselect={false}
                    data={choices.map((choice) =>
                      choice.value === byName ? { ...choice, label: `As proposed: ${proposal}` } : choice,
                    )}
                    value={override ? (override.channelId ?? nothing) : byName}
                    onChange={(value) => choose(name, value)}
                  />
                </td>
                <td>{override ? 'By hand' : kindWords[kind]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more > 0 && <p className="bt-panel-note">And {countText(more)} more, by the same rules.</p>}
    </div>
  );
}
