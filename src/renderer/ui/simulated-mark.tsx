import { tr } from '../strings/translate';
import './simulated-mark.css';

interface Props {
  /** `bar` for the top bar, `tag` beside a name. */
  readonly size: 'bar' | 'tag';
  /** What exactly is simulated, where that is not everything on screen. */
  readonly words?: string;
}

/** Says that what is shown comes from a simulator. Stripes and a word, never colour alone; it cannot be dismissed. */
export function SimulatedMark({ size, words = tr('SIMULATED') }: Props) {
  return (
    <span className="bt-sim" data-size={size} data-testid="simulated-mark">
      <span>{words}</span>
    </span>
  );
}
