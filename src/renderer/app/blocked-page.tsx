import { Button, Code } from '@mantine/core';
import { IconKey, IconRefresh } from '@tabler/icons-react';
import { BlankState } from '../ui/blank-state';
import { tr, trNode } from '../strings/translate';

/** The station speaks another version of the contract: this page is too old or too new for it. */
export function OutdatedPage({ words }: { readonly words: string }) {
  return (
    <main className="bt-blocked">
      <BlankState icon={IconRefresh} title={tr('This page is from another version')}>
        <p>{words}</p>
        <p>{tr('Recording is not touched by this; only the window is.')}</p>
        <Button onClick={() => window.location.reload()} data-autofocus>
          {tr('Reload')}
        </Button>
      </BlankState>
    </main>
  );
}

/** A browser that came without the token. */
export function SignedOutPage({ words }: { readonly words: string }) {
  return (
    <main className="bt-blocked">
      <BlankState icon={IconKey} title={tr('This browser is not signed in')}>
        <p>{words}</p>
        <p>
          {trNode(
            'The station prints its full address in the terminal where it was started. It looks like {code} Open that address once in this browser; afterwards it is remembered.',
            { code: <Code>{trNode('{origin}/?token=…', { origin: window.location.origin })}</Code> },
          )}
        </p>
        <Button variant="default" onClick={() => window.location.reload()}>
          {tr('Try again')}
        </Button>
      </BlankState>
    </main>
  );
}
