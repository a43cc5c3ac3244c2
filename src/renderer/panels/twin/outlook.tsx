import type { UnitSummary } from '../../../shared/contract/units';
import { useLatest } from '../../station/use-live';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import { shortAmount, shortNumber } from '../../ui/short-number';
import { clockText, spanText } from '../../ui/time-words';
import { bandWords, forecast } from './twin-view';
import { useGrowth, usePredictedOd } from './use-banded';
import { tr, trNode } from '../../strings/translate';

const hourMs = 3_600_000;

/** What comes next: biomass if growth stays as it is, and when the substrate is used up. */
export function Outlook({ unit }: { readonly unit: UnitSummary }) {
  const [od, mu] = [usePredictedOd(unit), useGrowth(unit)];
  const rows = [1, 4].map((hours) => ({ hours, ahead: od && mu ? forecast(od, mu, hours) : null }));
  const known = rows.flatMap(({ hours, ahead }) => (ahead ? [{ hours, ahead }] : []));
  return (
    <section aria-label={tr('Outlook')}>
      <h3>{tr('Outlook')}</h3>
      {known.length === 0 ? (
        <p className="bt-twin-words bt-dim">
          {tr('No forecast: it needs a predicted OD600 and a growth rate.')}
        </p>
      ) : (
        <ul className="bt-twin-outlook">
          {known.map(({ hours, ahead }) => (
            <li key={hours}>
              <span>{trNode('OD600 in {hours} h, if µ stays', { hours })}</span>{' '}
              <b>{shortAmount(ahead.value, ahead.unit)}</b> <small>{bandWords(ahead)}</small>
            </li>
          ))}
        </ul>
      )}
      <Depletion unit={unit} />
    </section>
  );
}

/** When the substrate is used up, with its 90 % band, or why that cannot be said. */
function Depletion({ unit }: { readonly unit: UnitSummary }) {
  const series = (tag: string): number | undefined =>
    unit.channels.find((channel) => channel.tag === tag)?.series;
  const left = useLatest(series('Depletion_in'));
  const [low, high] = [useLatest(series('Depletion_low')), useLatest(series('Depletion_high'))];
  if (series('Depletion_in') === undefined) return null;
  if (!left || left.value === null)
    return (
      <p className="bt-twin-words">
        {trNode('Depletion clock: no time can be told{which}.', {
          which: left && qualityLevel(left.quality) !== 'good' ? `. ${qualityOf(left.quality).words}` : '',
        })}
      </p>
    );
  const at = left.t + left.value * hourMs;
  const ends = [low?.value, high?.value];
  return (
    <p className="bt-twin-words" data-testid="depletion">
      {trNode('Substrate used up in {strong}, about {clockText}{every}', {
        strong: <b>{spanText(left.value * hourMs)}</b>,
        clockText: clockText(at).slice(0, 5),
        every: ends.every((end) => typeof end === 'number') && (
          <small> 90 %: {ends.map((end) => shortNumber(end)).join(' to ')} h</small>
        ),
      })}
    </p>
  );
}
