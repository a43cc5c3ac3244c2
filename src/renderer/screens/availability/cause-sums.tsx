import type { ChannelAvailability } from '../../../shared/contract/completeness';
import { holeCauseOf } from '../../../shared/model/hole';
import { spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import './cause-sums.css';

/** Causes with the time lost to each: letter, colour and duration. */
export function CauseSums({ causes }: { readonly causes: ChannelAvailability['causes'] }) {
  if (causes.length === 0) return <span className="bt-dim">{tr('None')}</span>;
  return (
    <span className="bt-cause-sums">
      {causes.map(({ cause, ms }) => (
        <span key={cause} title={`${holeCauseOf(cause).words}. ${holeCauseOf(cause).means}`}>
          <i style={{ color: `var(--bt-hole-${cause})` }}>{holeCauseOf(cause).letter}</i>
          <span className="bt-unseen">{tr(holeCauseOf(cause).words)} </span>
          {spanText(ms)}
        </span>
      ))}
    </span>
  );
}
