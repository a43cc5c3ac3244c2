import { useEffect, useRef } from 'react';
import { type Channel, decimalsOf } from '../../../shared/model/channel';
import { useStation } from '../../station/station-context';
import { predictionStep, roundedTo } from '../../ui/prediction-step';
import { LiveValue } from './live-value';
import { numberText } from './value-look';
import { tr } from '../../strings/translate';

interface Props {
  readonly channel: (tag: string) => Channel | undefined;
  /** Little room: the prediction alone. */
  readonly terse: boolean;
}

/** Biomass as the twin knows it, with how sure it is, beside what the probe says. */
export function BiomassFigures({ channel, terse }: Props) {
  const [predicted, measured, mu] = [channel('OD_pred'), channel('OD'), channel('mu')];
  return (
    <div className="bt-biomass">
      {predicted && (
        <div>
          <LiveValue
            channel={predicted}
            label={tr('OD600 predicted')}
            decimals={1}
            interval={channel}
            size="large"
          />
          <Interval low={channel('OD_pred_low')} high={channel('OD_pred_high')} />
        </div>
      )}
      {!terse && (
        <>
          <div className="bt-biomass-rest">
            {measured && <LiveValue channel={measured} label={tr('OD probe')} decimals={1} />}
            {mu && <LiveValue channel={mu} label={tr('Growth rate µ')} />}
          </div>
          <ul className="bt-biomass-legend">
            <li data-line="predicted">{tr('predicted, with its 90 % interval')}</li>
            <li data-line="measured">{tr('probe')}</li>
          </ul>
        </>
      )}
    </div>
  );
}

/** `90 %: 41.8 to 48.9`, written straight into the page. */
function Interval({ low, high }: { low: Channel | undefined; high: Channel | undefined }) {
  const text = useRef<HTMLSpanElement>(null);
  const { live } = useStation();
  useEffect(() => {
    if (!low || !high) return undefined;
    const show = (): void => {
      const [from, to] = [live.latest(low.series)?.value, live.latest(high.series)?.value];
      const known = typeof from === 'number' && typeof to === 'number';
      const step = predictionStep(from, to, 0.1);
      const end = (value: number): string => numberText(roundedTo(value, step) ?? value, decimalsOf(step));
      const words = known ? tr('{end} to {end2}', { end: end(from), end2: end(to) }) : tr('not known');
      if (text.current && text.current.textContent !== words) text.current.textContent = words;
    };
    show();
    const stops = [live.subscribe(low.series, show), live.subscribe(high.series, show)];
    return () => stops.forEach((stop) => stop());
  }, [low, high, live]);
  return (
    <div className="bt-biomass-interval">
      90 %: <span ref={text}>{tr('not known')}</span>
    </div>
  );
}
