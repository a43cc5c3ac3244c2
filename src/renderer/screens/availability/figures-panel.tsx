import type { Availability } from '../../../shared/contract/completeness';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText, momentText, spanText } from '../../ui/time-words';
import { lossText, shareText } from './availability-words';
import { CauseSums } from './cause-sums';

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
      title="All channels"
      aside={
        <span className="bt-dim">
          {dateTimeText(from)} to {to >= now - 60_000 ? 'now' : dateTimeText(to)}, {spanText(to - from)}
        </span>
      }
    >
      <div className="bt-panel-body bt-availability-figures">
        {ofBatch && <Verdict answer={answer} />}
        <dl className="bt-facts">
          <div>
            <dt>Present</dt>
            <dd data-testid="unit-present">{shareText(unit.presentPct)}</dd>
          </div>
          <div>
            <dt>Good</dt>
            <dd>{shareText(unit.goodPct)}</dd>
          </div>
          <div>
            <dt>Dropout</dt>
            <dd>
              {lossText(unit.dropoutPct)}
              <small>Sensors and source</small>
            </dd>
          </div>
          <div>
            <dt>Longest hole</dt>
            <dd>
              {unit.longest ? spanText(unit.longest.to - unit.longest.from) : 'None'}
              {unit.longest && <small>{momentText(unit.longest.from, now)}</small>}
            </dd>
          </div>
          <div>
            <dt>Causes, over all channels</dt>
            <dd className="bt-availability-small">
              <CauseSums causes={unit.causes} />
            </dd>
          </div>
          <div>
            <dt>This station ran</dt>
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
  if (downMs === 0 || !longestDown) return `${known}, never down`;
  return `${known}, down ${spanText(downMs)}, at most ${spanText(longestDown.to - longestDown.from)}`;
}

function Verdict({ answer: { unit, verdict } }: { readonly answer: Availability }) {
  const complete = `${shareText(unit.presentPct)} complete, at least ${verdict.completeAtLeastPct} % are asked for`;
  const dropout = `${lossText(unit.dropoutPct)} dropout, less than ${verdict.dropoutBelowPct} % is asked for`;
  return (
    <p className="bt-availability-verdict" data-testid="verdict">
      <StateWords kind={verdict.complete ? 'good' : 'warn'} words={complete} />
      <StateWords kind={verdict.dropout ? 'good' : 'warn'} words={dropout} />
      <span className="bt-dim">
        {verdict.complete && verdict.dropout
          ? 'The data of this batch are acceptable'
          : 'The data of this batch are not acceptable as they are'}
      </span>
    </p>
  );
}
