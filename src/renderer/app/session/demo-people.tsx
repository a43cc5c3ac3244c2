import { Button } from '@mantine/core';
import type { PeopleStatus } from '../../../shared/contract/people';

interface Props {
  readonly people: PeopleStatus['demo'];
  readonly busy: boolean;
  readonly onChoose: (as: { userId: string; password: string }) => void;
}

/** People of the demo with their passwords, plainly marked; nothing anywhere else. */
export function DemoPeople({ people, busy, onChoose }: Props) {
  if (people.length === 0) return null;
  return (
    <section className="bt-demo-people" aria-label="People of the demo">
      <p>
        <b>Demo.</b> These people are made up; their passwords are open to everybody.
      </p>
      <ul>
        {people.map((person) => (
          <li key={person.userId}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={busy}
              onClick={() => onChoose(person)}
              aria-label={`Sign in as ${person.name}, ${person.words}`}
            >
              {person.words.replace(' (demo)', '')}
            </Button>
            <span>
              {person.name} (demo)
              <br />
              <code>{person.userId}</code>
              <br />
              <code>{person.password}</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
