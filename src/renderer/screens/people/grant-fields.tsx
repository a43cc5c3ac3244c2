import { Group, Select, TextInput } from '@mantine/core';
import { unitIdSchema } from '../../../shared/model/identity';
import { personRoleSchema, personRoleWords } from '../../../shared/model/person';
import { personRoles, type PersonRole } from '../../../shared/model/role';
import { useUnits } from '../../station/queries';
import { tr } from '../../strings/translate';

/** A role as it is being chosen; `until` as a local date and time, empty for no end. */
export interface GrantDraft {
  readonly role: PersonRole;
  readonly unitId: string | null;
  readonly until: string;
}
export const noGrant: GrantDraft = { role: 'technician', unitId: null, until: '' };

/** What the contract wants of a draft. */
export function wishOf({ role, unitId, until }: GrantDraft) {
  return {
    role,
    unitId: unitId === null ? null : unitIdSchema.parse(unitId),
    until: until === '' ? null : new Date(until).getTime(),
  };
}

interface Props {
  readonly value: GrantDraft;
  readonly onChange: (value: GrantDraft) => void;
}

/** Which role, where, and until when. */
export function GrantFields({ value, onChange }: Props) {
  const { data: units = [] } = useUnits();
  const everywhere = 'Everywhere';
  return (
    <Group grow align="flex-start" gap="xs">
      <Select
        label={tr('Role')}
        allowDeselect={false}
        data={personRoles.map((role) => ({ value: role, label: tr(personRoleWords[role]) }))}
        value={value.role}
        onChange={(role) => onChange({ ...value, role: personRoleSchema.parse(role) })}
      />
      <Select
        label={tr('Where')}
        allowDeselect={false}
        disabled={value.role === 'administrator'}
        data={[
          { value: '', label: everywhere },
          ...units.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={value.role === 'administrator' ? '' : (value.unitId ?? '')}
        onChange={(unitId) => onChange({ ...value, unitId: unitId === '' ? null : unitId })}
      />
      <TextInput
        label={tr('Until (local time)')}
        type="datetime-local"
        value={value.until}
        onChange={(event) => onChange({ ...value, until: event.currentTarget.value })}
      />
    </Group>
  );
}
