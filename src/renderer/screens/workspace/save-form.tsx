import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { personRoles } from '../../../shared/model/role';
import type { Audience } from '../../../shared/model/workspace-layout';
import { tr } from '../../strings/translate';

export interface SaveChoice {
  readonly name: string;
  readonly audience: Audience;
}

interface Props {
  readonly first: SaveChoice;
  /** False until the first administrator is there: nobody has anything of their own. */
  readonly mayOwn: boolean;
  readonly done: (choice: SaveChoice) => void;
}

const valueOf = (audience: Audience): string =>
  audience.kind === 'role' ? `role ${audience.role}` : audience.kind;

/** Under which name a layout is kept, and for whom. */
export function SaveForm({ first, mayOwn, done }: Props) {
  const [name, setName] = useState(first.name);
  const [audience, setAudience] = useState(valueOf(first.audience));
  return (
    <form
      className="bt-ws-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') done({ name: name.trim(), audience: parsed(audience) });
      }}
    >
      <TextInput
        label={tr('Name')}
        data-autofocus
        required
        maxLength={80}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NativeSelect
        label={tr('For')}
        data={[
          ...(mayOwn ? [{ value: 'own', label: tr('Me') }] : []),
          { value: 'everybody', label: tr('Everybody') },
          {
            group: tr('A role'),
            items: personRoles.map((role) => ({
              value: `role ${role}`,
              label: tr('Role: {role}', { role }),
            })),
          },
        ]}
        value={audience}
        onChange={({ currentTarget }) => setAudience(currentTarget.value)}
      />
      <Button type="submit">{tr('Keep')}</Button>
    </form>
  );
}

function parsed(value: string): Audience {
  if (value === 'own' || value === 'everybody') return { kind: value };
  const role = personRoles.find((one) => value === `role ${one}`);
  return role ? { kind: 'role', role } : { kind: 'own' };
}
