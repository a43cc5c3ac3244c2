import { Select } from '@mantine/core';
import type { EdgeSeries } from '../../../../shared/contract/backfill';
import { channelIdSchema } from '../../../../shared/model/identity';
import type { SeriesOverride } from '../../../../shared/model/edge-store';
import { useUnits } from '../../../station/queries';
import { countText } from '../../../ui/amount-words';
import { tr, trNode } from '../../../strings/translate';

interface Props {
  readonly series: readonly EdgeSeries[];
  /** Series that are there and not listed. */
  readonly more: number;
  readonly overrides: readonly SeriesOverride[];
  readonly onChange: (overrides: SeriesOverride[]) => void;
}

const kindWords: Readonly<Record<EdgeSeries['kind'], string>> = {
  mapped: tr('By its name'),
  new: tr('No sample came yet; made when a span is filled on demand'),
  'unknown-unit': tr('No bioreactor of that name'),
  unknown: tr('Nobody knows that name'),
  ignored: tr('By hand'),
};

const byName = 'by name';
const nothing = 'nothing';

/** What a store holds and what each series feeds; every line can be decided by hand. */
export function SeriesTable({ series, more, overrides, onChange }: Props) {
  const { data: units = [] } = useUnits();
  if (series.length === 0)
    return (
      <p className="bt-panel-note">{tr('The store holds nothing of that layout and those measurements.')}</p>
    );
  const choices = [
    { value: byName, label: tr('As proposed') },
    { value: nothing, label: tr('Feeds nothing') },
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
            <th scope="col">{tr('In the store')}</th>
            <th scope="col">{tr('Feeds')}</th>
            <th scope="col">{tr('Decided')}</th>
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
                    aria-label={tr('What {name} feeds', { name })}
                    size="xs"
                    searchable
                    allowDeselect={false}
                    data={choices.map((choice) =>
                      choice.value === byName
                        ? { ...choice, label: tr('As proposed: {proposal}', { proposal }) }
                        : choice,
                    )}
                    value={override ? (override.channelId ?? nothing) : byName}
                    onChange={(value) => choose(name, value)}
                  />
                </td>
                <td>{override ? tr('By hand') : tr(kindWords[kind])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more > 0 && (
        <p className="bt-panel-note">
          {trNode('And {countText} more, by the same rules.', { countText: countText(more) })}
        </p>
      )}
    </div>
  );
}
