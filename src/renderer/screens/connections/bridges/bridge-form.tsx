import { Group, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { bridgeDialects } from '../../../../shared/model/bridge';
import { useUnits } from '../../../station/queries';
import { useStation } from '../../../station/station-context';
import { tr } from '../../../strings/translate';
import { BrokerFields } from '../broker-fields';
import { proposeConnectionId } from '../connection-draft';
import { SettingsFrame } from '../settings-frame';
import { TlsFields } from '../tls-fields';
import { checkBridgeDraft, type BridgeDraft, type BridgeInput } from './bridge-draft';
import { useRefreshBridges } from './use-bridges';

interface Props {
  /** Null for a bridge that does not exist yet. */
  readonly id: string | null;
  readonly taken: readonly string[];
  readonly stored: BridgeDraft;
  readonly hasPassword: boolean;
  readonly hasKey: boolean;
  readonly onDone: () => void;
}

/** Settings of a bridge: which broker, which units, how it writes. */
export function BridgeForm({ id, taken, stored, hasPassword, hasKey, onDone }: Props) {
  const { client } = useStation();
  const refresh = useRefreshBridges();
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const change = (part: Partial<BridgeDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
  };
  const checked = () => checkBridgeDraft(id ?? proposeConnectionId(draft.name, taken), draft);
  const withInput = <T,>(deed: (input: BridgeInput) => Promise<T>): Promise<T> => {
    const found = checked();
    return 'input' in found ? deed(found.input) : Promise.reject(new Error(tr('Something is not filled in')));
  };
  return (
    <SettingsFrame
      label={tr('Bridge settings')}
      isNew={id === null}
      changed={JSON.stringify(draft) !== JSON.stringify(stored)}
      errors={errors}
      check={() => {
        const found = checked();
        if ('errors' in found) setErrors(found.errors);
        return 'input' in found;
      }}
      test={() => withInput((input) => client.bridges.test(input))}
      save={() =>
        withInput(async (input) => {
          const saved = await client.bridges.save(input);
          await refresh();
          notifications.show({
            title: tr('{name} was saved', { name: saved.name }),
            message: tr('What is read from now on goes there.'),
          });
          onDone();
        })
      }
      cancel={onDone}
    >
      <div className="bt-form-columns">
        <BrokerFields draft={draft} errors={errors} change={change} hasPassword={hasPassword} />
        <WayFields draft={draft} errors={errors} change={change} />
      </div>
      {draft.tls && <TlsFields draft={draft} errors={errors} change={change} hasKey={hasKey} />}
    </SettingsFrame>
  );
}

interface FieldsProps {
  readonly draft: BridgeDraft;
  readonly errors: Record<string, string>;
  readonly change: (part: Partial<BridgeDraft>) => void;
}

const dialectChoices = bridgeDialects.map(({ id, words }) => ({ value: id, label: tr(words) }));

/** What goes out and how it is written. */
function WayFields({ draft, errors, change }: FieldsProps) {
  const { data: units = [] } = useUnits();
  return (
    <Stack gap="sm">
      <Select
        label={tr('Written as')}
        description={hints[draft.writes]}
        data={dialectChoices}
        allowDeselect={false}
        value={draft.writes}
        onChange={(value) => {
          const chosen = bridgeDialects.find(({ id }) => id === value);
          if (chosen) change({ writes: chosen.id });
        }}
      />
      {draft.writes === 'sparkplug' && <EdgeFields draft={draft} errors={errors} change={change} />}
      <MultiSelect
        size="xs"
        label={tr('Bioreactors')}
        description={tr('Empty: all of them')}
        data={units.map(({ id, name }) => ({ value: id, label: name }))}
        value={[...draft.units]}
        onChange={(chosen) =>
          change({ units: units.filter(({ id }) => chosen.includes(id)).map(({ id }) => id) })
        }
      />
      <NumberInput
        label={tr('Room on the disk, MB')}
        description={tr('For what waits; more waits in the history of this station')}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        value={draft.queueMb}
        error={errors['queueMb']}
        onChange={(value) => change({ queueMb: value === '' ? '' : Number(value) })}
      />
    </Stack>
  );
}

const hints: Readonly<Record<BridgeDraft['writes'], string>> = {
  bt: tr('Each reading with its time, unit and quality: another station sees the same'),
  sparkplug: tr('Births, deaths and history as Sparkplug hosts expect them'),
  pichia: tr('Carries no times: what waited for longer than 10 s is not sent'),
};

function EdgeFields({ draft, errors, change }: FieldsProps) {
  return (
    <>
      <Group gap="sm" align="flex-start" grow>
        <TextInput
          label={tr('Group')}
          required
          value={draft.group}
          error={errors['group']}
          onChange={(event) => change({ group: event.currentTarget.value })}
        />
        <TextInput
          label={tr('Edge node')}
          required
          value={draft.node}
          error={errors['node']}
          onChange={(event) => change({ node: event.currentTarget.value })}
        />
      </Group>
      <TextInput
        label={tr('Primary host')}
        description={tr('While this host is away, readings are kept here. Empty: sent whoever listens')}
        value={draft.primaryHost}
        error={errors['primaryHost']}
        onChange={(event) => change({ primaryHost: event.currentTarget.value })}
      />
    </>
  );
}
