import type { ReactNode } from 'react';
import { tr } from '../../strings/translate';

/** The striped frame that every part of this screen stands in. It cannot be scrolled away or dismissed. */
export function SimulatedFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="bt-simulator" data-testid="simulated-frame">
      <p className="bt-simulator-band">
        <b>{tr('SIMULATED PLANT')}</b>
        <span>{tr('Practice only. Nothing on this screen reaches a real bioreactor.')}</span>
      </p>
      {/* Scrolled with the keyboard too, wherever the focus is. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        className="bt-simulator-inside"
        tabIndex={0}
        role="region"
        aria-label={tr('Controls of the simulator')}
      >
        {children}
      </div>
    </div>
  );
}
