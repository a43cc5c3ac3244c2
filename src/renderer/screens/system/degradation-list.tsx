import { useHealth } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { momentText, spanText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

/** Every state that is not as it should be, since when, and what to do; one quiet line when there is none. */
export function DegradationList() {
  const { clock } = useStation();
  const { data: health, error } = useHealth();
  if (health === undefined) {
    return (
      <div className="bt-notices">
        {error ? (
          <Notice kind="alarm">{wordsOf(error)}</Notice>
        ) : (
          <Notice kind="quiet">{tr('Reading the station…')}</Notice>
        )}
      </div>
    );
  }
  return (
    <div className="bt-notices">
      {error && (
        <Notice kind="warn">
          <b>
            {trNode('These figures are of {momentText}.', {
              momentText: momentText(health.now, clock.now()),
            })}
          </b>{' '}
          {wordsOf(error)}
        </Notice>
      )}
      {health.degradations.length === 0 && (
        <Notice kind="good">{tr('Everything works as it should.')}</Notice>
      )}
      {health.degradations.map((degradation) => (
        <Notice kind="warn" key={`${degradation.kind} ${degradation.since} ${degradation.words}`}>
          {trNode('{strong} Since {momentText} ({spanText}). {advice}', {
            strong: <b>{tr(degradation.words)}</b>,
            momentText: momentText(degradation.since, health.now),
            spanText: spanText(health.now - degradation.since),
            advice: degradation.advice,
          })}
        </Notice>
      ))}
    </div>
  );
}
