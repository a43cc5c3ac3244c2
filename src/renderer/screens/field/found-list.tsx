import { Button, Select, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import type { DevicePlace, DeviceScan, FoundDevice } from '../../../shared/model/device';
import { unitIdSchema } from '../../../shared/model/identity';
import { useUnits } from '../../station/queries';
import type { StationClient } from '../../station/station';
import { useStation } from '../../station/station-context';
import { shortNumber } from '../../ui/short-number';
import { Notice } from '../../ui/notice';
import { tr } from '../../strings/translate';
import { feedTo, proposedDraft, undoFeed, type FeedDraft } from './feed-draft';
import { isScanning, useFieldDeed } from './use-field';

/** What a scan found: looked at, mapped, and read with one press. */
export function FoundList({ scan }: { readonly scan: DeviceScan }) {
  const [open, setOpen] = useState<string | null>(null);
  const used = useUsedPlaces();
  const left = scan.found.filter(({ place }, index) => {
    const words = placeWords(place);
    // A line that answers at two speeds has one device.
    const first = scan.found.findIndex((one) => placeWords(one.place) === words);
    return !used.has(words) && first === index;
  });
  const shown = open ?? left[0]?.key;
  if (scan.found.length === 0 && !isScanning(scan))
    return (
      <p className="bt-vessel-words">
        {tr(
          'Nothing answered. Is the device on, are A and B the right way round, is it another baud rate? "Every bus id" asks more, and longer.',
        )}
      </p>
    );
  if (left.length === 0) return null;
  return (
    <ul className="bt-vessel-found" aria-label={tr('Devices found')}>
      {left.map((found) => (
        <li key={found.key}>
          <FoundRow
            found={found}
            open={shown === found.key}
            onOpen={() => setOpen(shown === found.key ? '' : found.key)}
          />
        </li>
      ))}
    </ul>
  );
}

/** Places that connections read already: they need not be found again. */
function useUsedPlaces(): ReadonlySet<string> {
  const { client } = useStation();
  const { data = [] } = useQuery({
    queryKey: ['devices', 'connections'],
    queryFn: ({ signal }) => client.connections.list(undefined, { signal }),
    refetchInterval: 3000,
  });
  return new Set(
    data.flatMap((one) => {
      if (one.kind === 'modbus-rtu')
        return one.devices.map(({ busId }) => placeWords({ kind: one.kind, line: one.line, busId }));
      if (one.kind === 'modbus-tcp')
        return one.devices.map(({ busId }) =>
          placeWords({ kind: one.kind, host: one.host, port: one.port, busId }),
        );
      if (one.kind === 'serial')
        return [placeWords({ kind: one.kind, line: one.line, address: one.address })];
      return [];
    }),
  );
}

/** Where a device is reached, in words. */
function placeWords(place: DevicePlace): string {
  switch (place.kind) {
    case 'serial':
      return `${place.line.path}${place.address === '' ? '' : `, ${place.address}`}`;
    case 'modbus-rtu':
      return tr('{path}, id {busId}', { path: place.line.path, busId: place.busId });
    case 'modbus-tcp':
      return tr('{host}:{port}, id {busId}', { host: place.host, port: place.port, busId: place.busId });
    default:
      return place satisfies never;
  }
}

interface RowProps {
  readonly found: FoundDevice;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function FoundRow({ found, open, onOpen }: RowProps) {
  const { identity, driverWords, place, confidence, words } = found;
  const name = [identity.manufacturer, identity.model].filter((part) => part !== '').join(' ');
  return (
    <article aria-label={driverWords}>
      <button type="button" className="bt-vessel-found-head" aria-expanded={open} onClick={onOpen}>
        <b>{driverWords}</b>
        <span>{placeWords(place)}</span>
        <span className="bt-dim">
          {[name, identity.serialNumber].filter((part) => part !== '').join(', ')}{' '}
          {confidence < 1 ? tr('its answers fit; it does not say what it is') : ''}
        </span>
      </button>
      {words !== '' && <Notice kind="warn">{words}</Notice>}
      {open && <UseForm found={found} />}
    </article>
  );
}

/** A scan holds the port that the device is to be read over: it is ended first. */
async function scanOver(client: StationClient): Promise<void> {
  if (!(await client.devices.cancel()).cancelled) return;
  for (let look = 0; look < 100; look += 1) {
    if (!isScanning((await client.devices.progress()).scan)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const tags = catalogueFor('15L').filter(({ kind }) => kind === 'measured' || kind === 'setpoint');

function UseForm({ found }: { readonly found: FoundDevice }) {
  const { client } = useStation();
  const { data: units = [] } = useUnits();
  const { busy, problem, act } = useFieldDeed();
  const [draft, setDraft] = useState<FeedDraft>(() => proposedDraft(found));
  const [name, setName] = useState(found.driverWords.slice(0, 60));
  const [unit, setUnit] = useState('');
  const feeds = Object.fromEntries(Object.entries(draft.feeds).filter(([, tag]) => tag !== ''));
  const use = async (): Promise<void> => {
    await scanOver(client);
    await client.devices.use({
      key: found.key,
      name: name.trim() === '' ? found.driverWords.slice(0, 60) : name.trim(),
      unitId: unit === '' ? null : unitIdSchema.parse(unit),
      feeds,
      intervalMs: 1000,
    });
  };
  return (
    <form
      className="bt-vessel-form"
      aria-label={tr('Map of {name}', { name: found.driverWords })}
      onSubmit={(event) => {
        event.preventDefault();
        void act(use);
      }}
    >
      <FeedRows found={found} draft={draft} onDraft={setDraft} />
      <div className="bt-vessel-two">
        <TextInput label={tr('Name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select
          label={tr('Feeds the bioreactor')}
          allowDeselect={false}
          data={[
            { value: '', label: tr('None: shown and recorded only') },
            ...units
              .filter(({ simulated }) => !simulated)
              .map((one) => ({ value: one.id as string, label: one.name })),
          ]}
          value={unit}
          onChange={(value) => setUnit(value ?? '')}
        />
      </div>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <div className="bt-vessel-go">
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={20} aria-hidden />}
          disabled={draft.past.length === 0}
          onClick={() => setDraft(undoFeed(draft))}
        >
          {tr('Undo')}
        </Button>
        <Button type="submit" loading={busy}>
          {tr('Read this device')}
        </Button>
      </div>
    </form>
  );
}

interface FeedProps {
  readonly found: FoundDevice;
  readonly draft: FeedDraft;
  readonly onDraft: (draft: FeedDraft) => void;
}

function FeedRows({ found, draft, onDraft }: FeedProps) {
  return (
    <table className="bt-table bt-vessel-map">
      <thead>
        <tr>
          <th scope="col">{tr('Reading')}</th>
          <th scope="col" data-number>
            {tr('Now')}
          </th>
          <th scope="col">{tr('Channel')}</th>
        </tr>
      </thead>
      <tbody>
        {found.readings.map(({ reading, words, unit, sample }) => (
          <tr key={reading}>
            <td>{tr(words)}</td>
            <td data-number>{`${shortNumber(sample, 4)} ${unit}`.trim()}</td>
            <td>
              <Select
                aria-label={tr('Channel of {reading}', { reading: words })}
                searchable
                allowDeselect={false}
                data={[
                  { value: '', label: tr('no channel') },
                  ...tags.map(({ tag, name }) => ({ value: tag, label: tr(name) })),
                ]}
                value={draft.feeds[reading] ?? ''}
                onChange={(tag) => onDraft(feedTo(draft, reading, tag ?? ''))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
