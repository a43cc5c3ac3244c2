import { Button } from '@mantine/core';
import type { PeopleStatus } from '../../../shared/contract/people';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly people: PeopleStatus['demo'];
  readonly busy: boolean;
  readonly onChoose: (as: { userId: string; password: string }) => void;
}

/** People of the demo with their passwords, plainly marked; nothing anywhere else. */
export function DemoPeople({ people, busy, onChoose }: Props) {
  if (people.length === 0) return null;
  return (
    <section className="bt-demo-people" aria-label={tr('People of the demo')}>
      <p>
        {trNode('{strong} These people are made up; their passwords are open to everybody.', {
          strong: <b>{tr('Demo.')}</b>,
        })}
      </p>
      <ul>
        {people.map((person) => (
          <li key={person.userId}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={busy}
              onClick={() => onChoose(person)}
              aria-label={tr('Sign in as {name}, {words}', { name: person.name, words: tr(person.words) })}
            >
              {person.words.replace(' (demo)', '')}
            </Button>
            <span>
              {trNode('{name} (demo){br}{code}{br}{code2}', {
                name: person.name,
                br: <br />,
                code: <code>{person.userId}</code>,
                code2: <code>{person.password}</code>,
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
