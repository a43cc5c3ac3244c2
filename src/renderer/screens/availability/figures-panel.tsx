import type { Availability } from '../../../shared/contract/completeness';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText, momentText, spanText } from '../../ui/time-words';
import { lossText, shareText } from './availability-words';
import { CauseSums } from './cause-sums';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly answer: Availability;
  /** The limits are those of a batch. */
  readonly ofBatch: boolean;
}

/** The unit as a whole, against the limits of a batch, and this application beside it. */
export function FiguresPanel({ answer, ofBatch }: Props) {
  const { unit, station, from, to, now } = answer;
  return (
    <Panel
      title={tr('All channels')}
      aside={
        <span className="bt-dim">
          {trNode('{dateTimeText} to {which}, {spanText}', {
            dateTimeText: dateTimeText(from),
            which: to >= now - 60_000 ? tr('now') : dateTimeText(to),
            spanText: spanText(to - from),
          })}
        </span>
      }
    >
      <div className="bt-panel-body bt-availability-figures">
        {ofBatch && <Verdict answer={answer} />}
        <dl className="bt-facts">
          <div>
            <dt>{tr('Present')}</dt>
            <dd data-testid="unit-present">{shareText(unit.presentPct)}</dd>
          </div>
          <div>
            <dt>{tr('Good')}</dt>
            <dd>{shareText(unit.goodPct)}</dd>
          </div>
          <div>
            <dt>{tr('Dropout')}</dt>
            <dd>
              {lossText(unit.dropoutPct)}
              <small>{tr('Sensors and source')}</small>
            </dd>
          </div>
          <div>
            <dt>{tr('Longest hole')}</dt>
            <dd>
              {unit.longest ? spanText(unit.longest.to - unit.longest.from) : tr('None')}
              {unit.longest && <small>{momentText(unit.longest.from, now)}</small>}
            </dd>
          </div>
          <div>
            <dt>{tr('Causes, over all channels')}</dt>
            <dd className="bt-availability-small">
              <CauseSums causes={unit.causes} />
            </dd>
          </div>
          <div>
            <dt>{tr('This station ran')}</dt>
            <dd data-testid="station-running">
              {shareText(station.runningPct)}
              <small>{stationWords(station)}</small>
            </dd>
          </div>
        </dl>
      </div>
    </Panel>
  );
}

function stationWords({ knownMs, downMs, longestDown }: Availability['station']): string {
  const known = `of ${spanText(knownMs)} known`;
  if (downMs === 0 || !longestDown) return tr('{known}, never down', { known });
  return tr('{known}, down {spanText}, at most {spanText2}', {
    known,
    spanText: spanText(downMs),
    spanText2: spanText(longestDown.to - longestDown.from),
  });
}

function Verdict({ answer: { unit, verdict } }: { readonly answer: Availability }) {
  const complete = tr('{shareText} complete, at least {completeAtLeastPct} % are asked for', {
    shareText: shareText(unit.presentPct),
    completeAtLeastPct: verdict.completeAtLeastPct,
  });
  const dropout = tr('{lossText} dropout, less than {dropoutBelowPct} % is asked for', {
    lossText: lossText(unit.dropoutPct),
    dropoutBelowPct: verdict.dropoutBelowPct,
  });
  return (
    <p className="bt-availability-verdict" data-testid="verdict">
      <StateWords kind={verdict.complete ? 'good' : 'warn'} words={complete} />
      <StateWords kind={verdict.dropout ? 'good' : 'warn'} words={dropout} />
      <span className="bt-dim">
        {verdict.complete && verdict.dropout
          ? tr('The data of this batch are acceptable')
          : tr('The data of this batch are not acceptable as they are')}
      </span>
    </p>
  );
}
