import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePanelPlace } from './panel-context';
import { tr } from '../../../strings/translate';

/** A panel that has nothing to show says so, and what to do. */
export function NothingChosen({ id, words }: { readonly id: string; readonly words: string }) {
  const { configure } = usePanelPlace();
  return (
    <div className="bt-ws-nothing">
      <p>{words}</p>
      <Button size="compact-sm" variant="default" onClick={() => configure(id)}>
        {tr('Choose…')}
      </Button>
    </div>
  );
}

/** More than fits is scrolled, by the keyboard too. */
export function Scrolled({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="bt-ws-scrolled" role="region" aria-label={name} tabIndex={0}>
      {children}
    </div>
  );
}
