import { Button, Code } from '@mantine/core';
import { IconBug, IconCloudOff } from '@tabler/icons-react';
import { Component, useEffect } from 'react';
import type { ReactNode } from 'react';
import { BlankState } from './blank-state';
import { tr } from '../strings/translate';

interface Props {
  /** What broke, as a person calls it: `This screen`, `The trend of DO`. */
  readonly what: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Keeps a fault in one part of a page from taking the rest of the window with it. Acquisition is not touched by it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (notFetched.test(error.message)) return <NotFetched what={this.props.what} />;
    return (
      <BlankState icon={IconBug} title={tr('{what} could not be drawn', { what: this.props.what })}>
        <p>
          {tr(
            'This is a fault of the program, not of the plant. Recording goes on in the station; the other screens still work.',
          )}
        </p>
        <Code>{error.message}</Code>
        <Button variant="default" onClick={() => this.setState({ error: null })}>
          {tr('Try again')}
        </Button>
      </BlankState>
    );
  }
}

/** What browsers and the bundler say when a part of the page did not come. */
const notFetched = /dynamically imported module|preload CSS|importing a module script/i;

const lookAgainMs = 2000;
/** A part that is missing for good must not reload the page for ever. */
const reloadAgainMs = 60_000;
const reloadedAt = 'bt-reloaded-at';

/** Loads the page again once the station delivers pages, not more often than now and then. */
async function reloadWhenBack(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(reloadedAt) ?? 0) < reloadAgainMs) return;
  try {
    const page = await fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' });
    if (!page.ok) return;
  } catch {
    return;
  }
  sessionStorage.setItem(reloadedAt, String(Date.now()));
  window.location.reload();
}

function NotFetched({ what }: { readonly what: string }) {
  useEffect(() => {
    const timer = window.setInterval(() => void reloadWhenBack(), lookAgainMs);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <BlankState icon={IconCloudOff} title={tr('{what} could not be fetched', { what })}>
      <p>
        {tr(
          'The station did not deliver this part of the page. It is loaded as soon as the connection is back.',
        )}
      </p>
      <Button variant="default" onClick={() => window.location.reload()}>
        {tr('Reload now')}
      </Button>
    </BlankState>
  );
}
