import { Group, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { tr } from '../../../strings/translate';
import type { ConnectionId } from '../../../../shared/model/identity';
import { FeedFields } from './feed-fields';
import type { DeviceFieldsProps } from './line-fields';
import { useDevicesOf } from './use-devices';

interface Props extends DeviceFieldsProps {
  /** Readings that lines had so far. */
  readonly seen?: readonly string[];
}

/** The same for a connection that is read already: what its lines hold can be fed. */
export function SeenRuleFields({ id, ...fields }: DeviceFieldsProps & { readonly id: ConnectionId }) {
  const { data = [] } = useDevicesOf(id);
  return <RuleFields {...fields} seen={data.flatMap(({ values }) => values.map(({ reading }) => reading))} />;
}

/** How the lines of a talkative device are read. */
export function RuleFields({ draft, errors, change, seen = [] }: Props) {
  const names =
    draft.rule === 'pattern'
      ? [...draft.pattern.matchAll(/\(\?<([A-Za-z]\w*)>/g)].map(([, name = '']) => name)
      : [...new Set([...seen, ...Object.keys(draft.feeds)])];
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <SegmentedControl
          aria-label={tr('How lines are read')}
          data={[
            { value: 'pattern', label: tr('Regular expression') },
            { value: 'json', label: 'JSON' },
          ]}
          value={draft.rule}
          onChange={(rule) => change({ rule: rule === 'json' ? 'json' : 'pattern' })}
        />
        <TextInput
          label={tr('Ask with')}
          description={tr('Sent before each reading. Empty: it talks by itself')}
          value={draft.ask}
          error={tr(errors['ask'])}
          onChange={(event) => change({ ask: event.currentTarget.value })}
        />
      </Group>
      {draft.rule === 'pattern' ? (
        <Textarea
          label={tr('Regular expression')}
          required
          autosize
          description={tr('Each named group is a reading: (?<weight>[-+.0-9]+) kg')}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={draft.pattern}
          error={tr(errors['rule.pattern'])}
          onChange={(event) => change({ pattern: event.currentTarget.value })}
        />
      ) : (
        <p className="bt-panel-note">
          {tr(
            'Every number of a line’s JSON object is a reading, inner ones as outer.inner. They show once lines came.',
          )}
        </p>
      )}
      <FeedFields
        feed={draft}
        readings={names.map((name) => ({ reading: name, words: name, unit: '', tag: '' }))}
        change={change}
        of={tr('the line')}
      />
    </Stack>
  );
}
