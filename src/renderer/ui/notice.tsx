import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconUrgent } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './notice.css';

const icons = { quiet: IconInfoCircle, good: IconCircleCheck, warn: IconAlertTriangle, alarm: IconUrgent };

interface Props {
  readonly kind: keyof typeof icons;
  readonly children: ReactNode;
}

/** A sentence that needs to be read: shape and words first, colour only for `warn` and `alarm`. */
export function Notice({ kind, children }: Props) {
  const Icon = icons[kind];
  return (
    <div className="bt-notice" data-kind={kind} role={kind === 'alarm' ? 'alert' : 'status'}>
      <Icon size={17} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
