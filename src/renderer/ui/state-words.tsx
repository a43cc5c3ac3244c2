import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconUrgent } from '@tabler/icons-react';
import { tr } from '../strings/translate';

const icons = { good: IconCircleCheck, quiet: IconCircleDashed, warn: IconAlertTriangle, alarm: IconUrgent };

interface Props {
  readonly kind: keyof typeof icons;
  readonly words: string;
}

/** A state as a shape and words; only `warn` and `alarm` are coloured. */
export function StateWords({ kind, words }: Props) {
  const Icon = icons[kind];
  return (
    <span className="bt-state" data-kind={kind}>
      <Icon size={15} stroke={2} aria-hidden />
      {tr(words)}
    </span>
  );
}
