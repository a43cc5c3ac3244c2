import { Select } from '@mantine/core';
import type { FieldChannelReport, FieldOrder, FieldReport } from '../../../shared/contract/field';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelIdSchema } from '../../../shared/model/identity';
import type { UnitSummary } from '../../../shared/contract/units';
import { useUnits } from '../../station/queries';
import { countText } from '../../ui/amount-words';
import { shortNumber } from '../../ui/short-number';
import { clockText, spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

interface Props {
  readonly report: FieldReport;
  readonly order: FieldOrder;
  readonly onOrder: (order: FieldOrder) => void;
}

/** Channel by channel: where it goes to, what is new, what is here, what differs. */
export function MergeChannels({ report, order, onOrder }: Props) {
  const { data: units = [] } = useUnits();
  const choices = choicesOf(units);
  return (
    <>
      <Select
        className="bt-vessel-whole"
        label={tr('All of it into the bioreactor')}
        data={units
          .filter(({ simulated }) => !simulated)
          .map(({ id, name }) => ({ value: id as string, label: name }))}
        value={wholeUnit(report)}
        onChange={(unitId) => unitId !== null && onOrder({ ...order, map: mapOfUnit(report, unitId) })}
      />
      <div className="bt-scroll-x" role="group" tabIndex={0} aria-label={tr('Channels of the file')}>
        <table className="bt-table bt-vessel-map">
          <thead>
            <tr>
              <th scope="col">{tr('In the file')}</th>
              <th scope="col">{tr('Channel here')}</th>
              <th scope="col" data-number>
                {tr('New')}
              </th>
              <th scope="col" data-number>
                {tr('Here already')}
              </th>
              <th scope="col" data-number>
                {tr('Differ')}
              </th>
              <th scope="col">{tr('Holes')}</th>
            </tr>
          </thead>
          <tbody>
            {report.channels.map((channel) => (
              <tr key={channel.key}>
                <td>
                  {tr(channel.words)} <span className="bt-dim">{channel.unit}</span>
                  {channel.calibration && (
                    <small>{tr('calibrated: {words}', { words: tr(channel.calibration.words) })}</small>
                  )}
                </td>
                <td>
                  <Select
                    aria-label={tr('Channel here for {name}', { name: channel.words })}
                    searchable
                    allowDeselect={false}
                    data={choices}
                    value={channel.channelId ?? ''}
                    onChange={(value) => onOrder(mapped(order, channel.key, value ?? ''))}
                  />
                  {channel.problem !== '' && <small className="bt-vessel-doubt">{channel.problem}</small>}
                  {channel.conversion !== '' && <small>{channel.conversion}</small>}
                </td>
                <td data-number>{countText(channel.fresh)}</td>
                <td data-number>{countText(channel.there)}</td>
                <td data-number>
                  {countText(channel.conflicts)}
                  <Examples channel={channel} />
                </td>
                <td>{holeWords(channel)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Examples({ channel }: { readonly channel: FieldChannelReport }) {
  return channel.examples.map(({ t, here, file }) => (
    <small key={t}>
      {tr('{time}: here {here}, in the file {file}', {
        time: clockText(t),
        here: shortNumber(here, 5),
        file: shortNumber(file, 5),
      })}
    </small>
  ));
}

/** The unit that every channel goes into; null where they differ or none does. */
function wholeUnit({ channels }: FieldReport): string | null {
  const units = new Set(
    channels.flatMap(({ channelId }) => (channelId === null ? [] : [channelId.split('/')[0]])),
  );
  const [only] = units;
  return units.size === 1 ? (only ?? null) : null;
}

/** Every channel that the laptop named into a unit, the others left out. */
function mapOfUnit({ channels }: FieldReport, unitId: string): FieldOrder['map'] {
  return Object.fromEntries(
    channels.map(({ key, tag }) => {
      const id = channelIdSchema.safeParse(`${unitId}/${tag}`);
      return [key, { channelId: id.success ? id.data : null }];
    }),
  );
}

function holeWords({ holes, holesMs, fillsMs }: FieldChannelReport): string {
  if (holes === 0) return tr('none');
  return tr('{holes} ({length}); {filled} filled', {
    holes,
    length: spanText(holesMs),
    filled: spanText(fillsMs),
  });
}

function mapped(order: FieldOrder, key: string, value: string): FieldOrder {
  const id = channelIdSchema.safeParse(value);
  return { ...order, map: { ...order.map, [key]: { channelId: id.success ? id.data : null } } };
}

const definitions = catalogueFor('15L').filter(({ kind }) => kind === 'measured' || kind === 'setpoint');

function choicesOf(units: readonly UnitSummary[]): { value: string; label: string }[] {
  const real = units.filter(({ simulated }) => !simulated);
  return [
    { value: '', label: tr('Leave out') },
    ...real.flatMap(({ id, name }) =>
      definitions.map((one) => ({ value: `${id}/${one.tag}`, label: `${name} · ${tr(one.name)}` })),
    ),
  ];
}
