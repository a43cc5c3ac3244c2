import { Select, Stack, TagsInput } from '@mantine/core';
import { dialects } from '../../../shared/model/connection';
import type { FieldsProps } from './broker-fields';
import { NewUnitFields } from './new-unit-fields';
import { tr } from '../../strings/translate';

const dialectChoices = dialects.map(({ id, words }) => ({ value: id, label: words }));

/** What is listened to and how it is read. */
export function TopicFields({ draft, errors, change }: FieldsProps) {
  return (
    <Stack gap="sm">
      <Select
        label={tr('Dialect')}
        description={tr('How topics and payloads are read')}
        data={dialectChoices}
        allowDeselect={false}
        value={draft.dialect}
        onChange={(value) => {
          const dialect = dialects.find(({ id }) => id === value);
          if (dialect) change({ dialect: dialect.id });
        }}
      />
      <TagsInput
        label={tr('Topics')}
        description={tr('MQTT filters such as plant/+/sensors/#. Empty: those of the dialect')}
        placeholder={draft.topics.length === 0 ? tr('Type a filter and press Enter') : ''}
        value={[...draft.topics]}
        error={errors.topics}
        acceptValueOnBlur
        onChange={(topics) => change({ topics })}
      />
      <NewUnitFields
        draft={draft}
        change={change}
        label={tr('Create units by themselves')}
        description={tr('When a known dialect names a unit that the station has not met')}
      />
    </Stack>
  );
}
