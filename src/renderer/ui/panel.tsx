import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { tr } from '../strings/translate';
import './page.css';

interface Props {
  readonly title: string;
  /** Beside the title, at the right. */
  readonly aside?: ReactNode;
  /** Given where the panel can be folded: whether it is open at first. */
  readonly startsOpen?: boolean | undefined;
  readonly children: ReactNode;
}

/** A titled part of a page, foldable where asked for. */
export function Panel({ title, aside, startsOpen, children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(startsOpen ?? true);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className="bt-panel" data-folded={!open || undefined} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span className="bt-fill" />
        {aside}
        {startsOpen !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<Chevron size={15} aria-hidden />}
            aria-expanded={open}
            aria-controls={`${id}-body`}
            onClick={() => setOpen(!open)}
          >
            {open ? tr('Fold') : tr('Show')}
            <span className="bt-unseen"> {title}</span>
          </Button>
        )}
      </header>
      <div id={`${id}-body`} hidden={!open}>
        {children}
      </div>
    </section>
  );
}
