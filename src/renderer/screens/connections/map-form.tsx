import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { vesselScales } from '../../../shared/model/channel-catalogue';
import type { ChannelMapping, UnmappedTopic } from '../../../shared/model/connection';
import { channelId, unitIdSchema } from '../../../shared/model/identity';
import type { ConnectionId } from '../../../shared/model/identity';
import { newUnit } from '../../../shared/model/process-unit';
import { useUnits } from '../../station/queries';
import type { StationClient } from '../../station/station';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { channelChoices, firstTag, firstUnit, newUnitChoice, proposeUnitId, unitWord } from './map-choices';
import type { NewUnit } from './map-choices';
import { useRefreshConnections } from './use-connections';
import { tr } from '../../strings/translate';

interface Props {
  readonly connectionId: ConnectionId;
  readonly topic: UnmappedTopic;
  readonly onDone: () => void;
}

const scaleChoices = vesselScales.map((scale) => ({ value: scale, label: scale.replace('L', ' L vessel') }));

/** Which unit and which of its channels a topic feeds; a unit that is missing is created with it. */
export function MapForm({ connectionId, topic, onDone }: Props) {
  const { client } = useStation();
  const refresh = useRefreshConnections();
  const { data: units = [] } = useUnits();
  const [unitChoice, setUnitChoice] = useState(() => firstUnit(unitWord(topic), topic.unitId, units));
  const [fresh, setFresh] = useState<NewUnit>(() => {
    const id = proposeUnitId(
      unitWord(topic),
      units.map((unit) => unit.id),
    );
    return { id, name: id, scale: '15L' };
  });
  const unit = units.find(({ id }) => id === unitChoice);
  const choices = channelChoices(unit, unit?.scale ?? fresh.scale);
  const [tag, setTag] = useState(() => firstTag(topic, choices));
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    const id = unitIdSchema.safeParse(unit?.id ?? fresh.id);
    if (!id.success) return setProblem(id.error.issues[0]?.message ?? tr('Give the unit another id'));
    if (tag === null || !choices.some((choice) => choice.tag === tag))
      return setProblem(tr('Choose a channel'));
    const { unitKey, tag: sourceTag } = topic;
    const mapping = { connectionId, unitKey, tag: sourceTag, channelId: channelId(id.data, tag) };
    setBusy(true);
    try {
      await store(client, mapping, unit ? null : { ...fresh, id: id.data });
      await refresh();
      notifications.show({
        title: tr('Mapped'),
        message: tr('{topic} feeds {channelId}', { topic: topic.topic, channelId: mapping.channelId }),
      });
      onDone();
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm">
        <div className="bt-map-source">
          <span className="bt-mono">{topic.topic}</span>
          <span className="bt-dim">{tr('Last payload')}</span>
          <span className="bt-mono">{topic.lastPayload === '' ? tr('empty') : topic.lastPayload}</span>
        </div>
        <Select
          label={tr('Unit')}
          data={[
            ...units.map(({ id, name, simulated }) => ({
              value: id,
              label: simulated ? tr('{name} (simulated)', { name }) : name,
            })),
            { value: newUnitChoice, label: tr('Create a unit…') },
          ]}
          allowDeselect={false}
          value={unitChoice}
          onChange={(value) => setUnitChoice(value ?? newUnitChoice)}
        />
        {unit === undefined && (
          <NewUnitFields fresh={fresh} change={(part) => setFresh({ ...fresh, ...part })} />
        )}
        <Select
          label={tr('Channel')}
          data-autofocus
          searchable
          openOnFocus={false}
          placeholder={tr('Search a channel')}
          nothingFoundMessage={tr('No channel has these letters')}
          data={choices.map((choice) => ({
            value: choice.tag,
            label: `${choice.name}${choice.unit === '' ? '' : ` (${choice.unit})`}, ${choice.tag}`,
          }))}
          value={tag}
          onChange={setTag}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone} disabled={busy}>
            {tr('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {tr('Map')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface NewUnitProps {
  readonly fresh: NewUnit;
  readonly change: (part: Partial<NewUnit>) => void;
}

function NewUnitFields({ fresh, change }: NewUnitProps) {
  return (
    <Group gap="sm" grow align="flex-start">
      <TextInput
        label={tr('Id of the new unit')}
        description={tr('Cannot be changed later')}
        value={fresh.id}
        onChange={(event) => change({ id: event.currentTarget.value })}
      />
      <TextInput
        label={tr('Name')}
        description={tr('As people call it')}
        maxLength={80}
        value={fresh.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={tr('Vessel')}
        description={tr('Decides its ranges')}
        data={scaleChoices}
        allowDeselect={false}
        value={fresh.scale}
        onChange={(value) => {
          const scale = vesselScales.find((candidate) => candidate === value);
          if (scale) change({ scale });
        }}
      />
    </Group>
  );
}

/** Creates the unit where it is missing, then maps. */
async function store(
  client: StationClient,
  mapping: ChannelMapping,
  missing: (NewUnit & { readonly id: ReturnType<typeof unitIdSchema.parse> }) | null,
): Promise<void> {
  if (missing) {
    const { id, scale, startVolumeL } = newUnit(missing.id, missing.scale, false);
    const name = missing.name.trim() === '' ? id : missing.name.trim();
    await client.units.save({ id, name, scale, startVolumeL });
  }
  await client.connections.map(mapping);
}
