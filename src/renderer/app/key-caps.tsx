import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { tr } from '../strings/translate';

/** The keys of a command as keys to look at: `mod+k` side by side, a sequence with "then" between. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  return (
    <span className="bt-caps">
      {keys.split(' ').map((press, index) => (
        <Fragment key={press}>
          {index > 0 && <span className="bt-dim">{tr(' then ')}</span>}
          {names(press).map((name) => (
            <Kbd key={name} size="xs" mx={1}>
              {name}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

const names = (press: string): string[] =>
  press
    .split(/\+(?=.)/)
    .map((part) => (part === 'mod' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part));
