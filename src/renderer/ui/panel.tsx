import type { ReactNode } from 'react';
import { useId } from 'react';
import './page.css';

interface Props {
  readonly title: string;
  /** Beside the title, at the right. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section className="bt-panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span className="bt-fill" />
        {aside}
      </header>
      {children}
    </section>
  );
}
