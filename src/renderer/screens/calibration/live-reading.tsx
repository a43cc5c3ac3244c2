import { Progress } from '@mantine/core';
import type { StabilityRule } from '../../../shared/calc/calibration-stability';
import type { CalibrationReading } from '../../../shared/contract/calibrations';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { valueText } from '../../ui/value-text';
import { tr } from '../../strings/translate';
import { figure, signedFigure } from './calibration-words';
import type { Look } from './point-step';

interface Props {
  readonly reading: CalibrationReading;
  readonly rule: StabilityRule;
  readonly look: Look;
  readonly measuring: boolean;
}

const silentMs = 30_000;

/** What the probe gives now, large enough to be read from the vessel, and how still it stands. */
export function LiveReading({ reading, rule, look, measuring }: Props) {
  const { raw, ageMs, progress, drift, noise, stable, samples } = reading;
  const silent = ageMs === null || ageMs > silentMs;
  return (
    <Panel
      title={tr('The probe now')}
      aside={
        silent ? (
          <StateWords kind="alarm" words={tr('It sends nothing')} />
        ) : measuring ? (
          <StateWords
            kind={stable ? 'good' : 'quiet'}
            words={stable ? tr('Stands still') : tr('Still moving')}
          />
        ) : null
      }
    >
      <div className="bt-panel-body bt-cal-live">
        <p className="bt-cal-big" aria-live="off">
          {valueText(raw, look.resolution)} <small>{look.symbol}</small>
        </p>
        <Trace reading={reading} />
        <Progress
          size="lg"
          value={measuring ? 100 * Math.min(1, progress) : 0}
          aria-label={tr('Share of the window that is measured')}
          color={stable ? 'teal' : 'gray'}
        />
        <dl className="bt-cal-figures">
          <div>
            <dt>{tr('Change over {n} s', { n: rule.windowS })}</dt>
            <dd data-off={measuring && drift !== null && Math.abs(drift) > rule.drift ? true : undefined}>
              {signedFigure(drift, 2)} <small>{tr('at most ± {n}', { n: rule.drift })}</small>
            </dd>
          </div>
          <div>
            <dt>{tr('Noise')}</dt>
            <dd data-off={measuring && noise !== null && noise > rule.noise ? true : undefined}>
              {figure(noise, 2)} <small>{tr('at most {n}', { n: rule.noise })}</small>
            </dd>
          </div>
          <div>
            <dt>{tr('Readings in the window')}</dt>
            <dd>{samples}</dd>
          </div>
        </dl>
      </div>
    </Panel>
  );
}

const [width, height, edge] = [560, 110, 6];
const gapMs = 25_000;

/** The last two minutes: a line that leaves gaps open, between its own extremes. */
function Trace({ reading: { t, value } }: { readonly reading: CalibrationReading }) {
  const to = t.at(-1);
  const from = to === undefined ? 0 : to - 120_000;
  const [low, high] = [Math.min(...value), Math.max(...value)];
  const span = Math.max(high - low, 1e-6);
  const path = t.map((at, i) => {
    const x = ((at - from) / 120_000) * width;
    const y = edge + ((high - (value[i] ?? 0)) / span) * (height - 2 * edge);
    return `${i === 0 || at - (t[i - 1] ?? at) > gapMs ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return (
    <figure className="bt-cal-trace">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={tr('The last two minutes')}
      >
        <path d={path.join('')} fill="none" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>
        {value.length < 2
          ? tr('No reading yet')
          : tr('Last 2 min: {low} to {high}', { low: figure(low), high: figure(high) })}
      </figcaption>
    </figure>
  );
}
