import { IconAlertTriangle, IconInfoCircle, IconUrgent } from '@tabler/icons-react';
import type { Severity } from './attention';

const icons = { alarm: IconUrgent, warn: IconAlertTriangle, note: IconInfoCircle };

/** A shape for a severity; the words stand beside it. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const Icon = icons[severity];
  return <Icon size={15} stroke={2} aria-hidden />;
}
