import type { UnitSummary } from '../../../shared/contract/units';
import { simulatedWords } from '../../app/simulated-on-screen';
import { useRoute } from '../../app/route';
import { SimulatedMark } from '../../ui/simulated-mark';
import { tr } from '../../strings/translate';

interface Props {
  readonly units: readonly UnitSummary[];
  readonly leave: () => void;
}

/** What may never be hidden, and the way back, which is there when somebody looks for it. */
export function KioskMarks({ units, leave }: Props) {
  const route = useRoute();
  const words = simulatedWords(route, units);
  return (
    <div className="bt-ws-kiosk-marks">
      {words !== null && <SimulatedMark size="tag" words={words} />}
      <button type="button" onClick={leave}>
        {tr('Leave kiosk (Esc)')}
      </button>
    </div>
  );
}
