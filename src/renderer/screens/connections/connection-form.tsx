import { useState } from 'react';
import { BrokerFields } from './broker-fields';
import { checkDraft, proposeConnectionId } from './connection-draft';
import type { Draft, DraftErrors } from './connection-draft';
import { ConnectionSettings } from './connection-settings';
import { TlsFields } from './tls-fields';
import { TopicFields } from './topic-fields';

interface Props {
  /** Null for a connection that does not exist yet. */
  readonly id: string | null;
  readonly taken?: readonly string[];
  readonly stored: Draft;
  readonly hasPassword: boolean;
  readonly hasKey: boolean;
  readonly onSaved?: (id: string) => void;
  /** Whether the settings are unfolded at first. */
  readonly startsOpen?: boolean;
}

/** Settings of a connection: typed, tried, saved. What is wrong is said at its field in the station's own words. */
export function ConnectionForm({ id, taken = [], stored, hasPassword, hasKey, onSaved, startsOpen }: Props) {
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<DraftErrors>({});
  // The switch above the form saves by itself: it is not one of the things typed here.
  const changed =
    JSON.stringify({ ...draft, enabled: true }) !== JSON.stringify({ ...stored, enabled: true });

  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors((before) => without(before, Object.keys(part)));
  };

  const given = () => {
    const checked = checkDraft(id ?? proposeConnectionId(draft.name, taken), {
      ...draft,
      enabled: stored.enabled,
    });
    if ('errors' in checked) setErrors(checked.errors);
    return 'errors' in checked ? null : checked.input;
  };

  return (
    <ConnectionSettings
      isNew={id === null}
      changed={changed}
      errors={errors}
      given={given}
      undo={() => change(stored)}
      startsOpen={startsOpen}
      onSaved={(saved) => {
        change({ password: undefined, keyPem: undefined });
        onSaved?.(saved);
      }}
    >
      <div className="bt-form-columns">
        <BrokerFields draft={draft} errors={errors} change={change} hasPassword={hasPassword} />
        <TopicFields draft={draft} errors={errors} change={change} />
      </div>
      {draft.tls && <TlsFields draft={draft} errors={errors} change={change} hasKey={hasKey} />}
    </ConnectionSettings>
  );
}

function without(errors: DraftErrors, fields: readonly string[]): DraftErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !fields.includes(field)));
}
