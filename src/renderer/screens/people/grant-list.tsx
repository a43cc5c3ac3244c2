import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { personRoleWords, type Grant, type Person } from '../../../shared/model/person';
import { useStation } from '../../station/station-context';
import { dateTimeText } from '../../ui/time-words';
import { openReason } from './reason-form';
import { usePeopleChanged } from './use-people';
import { tr } from '../../strings/translate';

/** `Technician at R-101 until …`. */
export function grantText({ role, unitId, until, from }: Grant, now: number): string {
  const begins = from > now ? ` from ${dateTimeText(from)}` : '';
  const ends = until === null ? '' : ` until ${dateTimeText(until)}`;
  return `${personRoleWords[role]}${unitId === null ? '' : ` at ${unitId}`}${begins}${ends}`;
}

/** The roles a person holds, each with the way to end it. */
export function GrantList({ person, own }: { readonly person: Person; readonly own: boolean }) {
  const { client, clock } = useStation();
  const changed = usePeopleChanged();
  if (person.grants.length === 0) return <span className="bt-dim">{tr('None')}</span>;
  return (
    <ul className="bt-grants">
      {person.grants.map((grant) => {
        const words = grantText(grant, clock.now());
        return (
          <li key={grant.id}>
            {words}
            {!own && (
              <ActionIcon
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={tr('End the role {words} of {name}', { words, name: person.name })}
                onClick={() =>
                  openReason({
                    title: tr('End the role {words} of {name}?', { words, name: person.name }),
                    words: tr('It ends at once, and so do the open sessions of this person.'),
                    deed: tr('End the role'),
                    run: async ({ reason }) => {
                      await client.people.revoke({ personId: person.personId, grantId: grant.id, reason });
                      await changed();
                    },
                  })
                }
              >
                <IconX size={12} aria-hidden />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
}
