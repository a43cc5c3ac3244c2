import { Anchor, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Channel } from '../../../shared/model/channel';
import { calibrationPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { clockText, dateTimeText } from '../../ui/time-words';
import { valueText } from '../../ui/value-text';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import { tr } from '../../strings/translate';
import { figure } from './calibration-words';

const minutes = 2;
const mostRows = 12;

/** Of a probe: what it gave, what is shown of it, and by which calibration; newest first. */
export function ChannelCalibration({ channel }: { readonly channel: Channel }) {
  const { client } = useStation();
  const applied = useQuery({
    queryKey: ['calibrations', 'applied', channel.id],
    queryFn: ({ signal }) => client.calibrations.applied({ channelId: channel.id }, { signal }),
  });
  const { data, error } = useQuery({
    queryKey: ['calibrations', 'compare', channel.id],
    queryFn: ({ signal }) => client.calibrations.compare({ channelId: channel.id, minutes }, { signal }),
    refetchInterval: 2000,
  });
  const lines = applied.data ?? [];
  const rows = (data?.t ?? [])
    .map((t, i) => ({ t, i }))
    .slice(-mostRows)
    .toReversed();
  const step = channel.resolution / 10;
  return (
    <section aria-label={tr('Probe and calibration')} data-testid="channel-calibration">
      <h3>{tr('Probe and calibration')}</h3>
      {lines.length === 0 && (
        <Notice kind="quiet">
          {tr('No calibration of this station applies: it is shown as the probe gives it.')}{' '}
          <Anchor href={`${calibrationPath('new')}?channel=${encodeURIComponent(channel.id)}`}>
            {tr('Calibrate')}
          </Anchor>
        </Notice>
      )}
      {lines.toReversed().map(({ recordId, from, to, gain, offset }) => (
        <Notice key={recordId} kind="quiet">
          {tr('{offset} + {gain} × probe, from {from}{to}', {
            offset: figure(offset),
            gain: figure(gain),
            from: dateTimeText(from),
            to: to === null ? '' : ` ${tr('to {when}', { when: dateTimeText(to) })}`,
          })}{' '}
          <Anchor href={`${calibrationPath()}?record=${encodeURIComponent(recordId)}`}>
            {tr('Its calibration')}
          </Anchor>
        </Notice>
      ))}
      {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
      {rows.length === 0 ? (
        <p className="bt-dim">{tr('Nothing was recorded of it yet.')}</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{tr('At')}</Table.Th>
              <Table.Th ta="right">{tr('Probe gave')}</Table.Th>
              <Table.Th ta="right">{tr('Shown')}</Table.Th>
              <Table.Th>{tr('Quality')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ t, i }) => (
              <Table.Tr key={t} data-quality={qualityLevel(data?.quality[i] ?? 0)}>
                <Table.Td>{clockText(t)}</Table.Td>
                <Table.Td ta="right">
                  {valueText(data?.raw[i], channel.resolution)} {channel.unit}
                </Table.Td>
                <Table.Td ta="right">
                  {valueText(data?.shown[i], lines.length === 0 ? channel.resolution : step)} {channel.unit}
                </Table.Td>
                <Table.Td>{tr(qualityOf(data?.quality[i] ?? 0).words)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
