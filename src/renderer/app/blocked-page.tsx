import { Button, Code } from '@mantine/core';
import { IconKey, IconRefresh } from '@tabler/icons-react';
import { BlankState } from '../ui/blank-state';

/** The station speaks another version of the contract: this page is too old or too new for it. */
export function OutdatedPage({ words }: { readonly words: string }) {
  return (
    <main className="bt-blocked">
      <BlankState icon={IconRefresh} title="This page is from another version">
        <p>{words}</p>
        <p>Recording is not touched by this; only the window is.</p>
        <Button onClick={() => window.location.reload()} data-autofocus>
          Reload
        </Button>
      </BlankState>
    </main>
  );
}

/** A browser that came without the token. */
export function SignedOutPage({ words }: { readonly words: string }) {
  return (
    <main className="bt-blocked">
      <BlankState icon={IconKey} title="This browser is not signed in">
        <p>{words}</p>
        <p>
          The station prints its full address in the terminal where it was started. It looks like{' '}
          <Code>{window.location.origin}/?token=…</Code> Open that address once in this browser; afterwards it
          is remembered.
        </p>
        <Button variant="default" onClick={() => window.location.reload()}>
          Try again
        </Button>
      </BlankState>
    </main>
  );
}
