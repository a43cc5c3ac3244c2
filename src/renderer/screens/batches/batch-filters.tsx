import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { BatchSummary } from '../../../shared/contract/units';
import { occurring, type BatchFilter } from './batch-filter';
import { tr } from '../../strings/translate';

interface Props {
  readonly batches: readonly BatchSummary[];
  readonly filter: BatchFilter;
  readonly onChange: (filter: BatchFilter) => void;
}

/** Words to look for, and which unit, state and role. */
export function BatchFilters({ batches, filter, onChange }: Props) {
  const units = useMemo(() => occurring(batches, ({ unitId, unitName }) => [unitId, unitName]), [batches]);
  const roles = useMemo(
    () => occurring(batches, ({ role }) => (role === null ? null : [role, roleWords(role)])),
    [batches],
  );
  return (
    <>
      <TextInput
        id="batch-search"
        aria-label={tr('Search batches')}
        placeholder={tr('Name, unit, campaign, design…')}
        leftSection={<IconSearch size={14} aria-hidden />}
        w={250}
        value={filter.words}
        onChange={(event) => onChange({ ...filter, words: event.currentTarget.value })}
      />
      <Select
        aria-label={tr('Unit')}
        placeholder={tr('All units')}
        clearable
        w={150}
        data={units}
        value={filter.unit}
        onChange={(unit) => onChange({ ...filter, unit })}
      />
      <SegmentedControl
        aria-label={tr('State')}
        data={[
          { value: 'all', label: tr('All') },
          { value: 'running', label: tr('Running') },
          { value: 'ended', label: tr('Ended') },
        ]}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
      />
      {roles.length > 0 && (
        <Select
          aria-label={tr('Role')}
          placeholder={tr('All roles')}
          clearable
          w={140}
          data={roles}
          value={filter.role}
          onChange={(role) => onChange({ ...filter, role })}
        />
      )}
    </>
  );
}

/** `hold-out` as `Hold-out`. */
export function roleWords(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
