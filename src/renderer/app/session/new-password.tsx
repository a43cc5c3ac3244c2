import { PasswordInput, Stack } from '@mantine/core';
import { minPasswordLength, passwordLength } from '../../../shared/model/person';
import { tr } from '../../strings/translate';

export interface TypedPassword {
  readonly first: string;
  readonly second: string;
}
export const noPassword: TypedPassword = { first: '', second: '' };

/** What keeps two equal entries from being sent; the station has the last word on what is guessed first. */
export function typedProblem({ first, second }: TypedPassword): string | null {
  if (passwordLength(first) < minPasswordLength)
    return tr('Use at least {minPasswordLength} characters', { minPasswordLength });
  return first === second ? null : tr('The two are not the same');
}

interface Props {
  readonly value: TypedPassword;
  readonly onChange: (value: TypedPassword) => void;
}

/** A new password, twice, with its length as it is counted. */
export function NewPassword({ value, onChange }: Props) {
  const length = passwordLength(value.first);
  return (
    <Stack gap="sm">
      <PasswordInput
        label={tr('New password')}
        description={tr(
          'At least {minPasswordLength} characters, no other rules: a sentence of your own is good. {length} so far.',
          { minPasswordLength, length },
        )}
        autoComplete="new-password"
        required
        value={value.first}
        onChange={(event) => onChange({ ...value, first: event.currentTarget.value })}
      />
      <PasswordInput
        label={tr('The same again')}
        autoComplete="new-password"
        required
        value={value.second}
        error={value.second !== '' && value.first !== value.second ? tr('Not the same') : undefined}
        onChange={(event) => onChange({ ...value, second: event.currentTarget.value })}
      />
    </Stack>
  );
}
