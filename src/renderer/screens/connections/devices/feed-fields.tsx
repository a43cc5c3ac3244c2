import { Select, TextInput } from '@mantine/core';
import { catalogueFor } from '../../../../shared/model/channel-catalogue';
import type { DriverCard } from '../../../../shared/model/device';
import { tr } from '../../../strings/translate';
import { useUnits } from '../../../station/queries';
import type { FeedDraft } from './device-draft';

interface Props {
  readonly feed: FeedDraft;
  readonly readings: DriverCard['readings'];
  readonly change: (part: Partial<FeedDraft>) => void;
  /** Names the device in labels. */
  readonly of: string;
}

const tags = catalogueFor('15L').filter(({ kind }) => kind === 'measured' || kind === 'setpoint');

/** Which unit a device feeds, and which channel each of its readings is. */
export function FeedFields({ feed, readings, change, of }: Props) {
  const { data: units = [] } = useUnits();
  const choices = tags.map(({ tag, name }) => ({ value: tag, label: `${tr(name)} (${tag})` }));
  return (
    <div className="bt-device-feed">
      <div className="bt-device-feed-head">
        <Select
          label={tr('Unit')}
          placeholder={tr('None: shown only')}
          clearable
          data={units
            .filter(({ simulated }) => !simulated)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={feed.unitId === '' ? null : feed.unitId}
          onChange={(unitId) => change({ unitId: unitId ?? '' })}
        />
        <TextInput
          label={tr('Serial number')}
          description={tr('Another one is told. Empty: any')}
          value={feed.serialNumber}
          onChange={(event) => change({ serialNumber: event.currentTarget.value })}
        />
      </div>
      {readings.length > 0 && (
        <table className="bt-table" aria-label={tr('What {device} feeds', { device: of })}>
          <thead>
            <tr>
              <th scope="col">{tr('Reading')}</th>
              <th scope="col">{tr('Unit of measure')}</th>
              <th scope="col">{tr('Feeds')}</th>
            </tr>
          </thead>
          <tbody>
            {readings.map(({ reading, words, unit }) => (
              <tr key={reading}>
                <td>{tr(words)}</td>
                <td>{unit}</td>
                <td>
                  <Select
                    size="xs"
                    aria-label={tr('Channel fed by {reading}', { reading: words })}
                    placeholder={tr('no channel')}
                    searchable
                    clearable
                    data={choices}
                    value={feed.feeds[reading] || null}
                    onChange={(tag) => change({ feeds: { ...feed.feeds, [reading]: tag ?? '' } })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** What a driver proposes to feed. */
export function proposedFeeds(readings: DriverCard['readings']): Record<string, string> {
  return Object.fromEntries(
    readings.filter(({ tag }) => tag !== '').map(({ reading, tag }) => [reading, tag]),
  );
}
