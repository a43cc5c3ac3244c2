import { Modal } from '@mantine/core';
import { useMemo } from 'react';
import { unitPath } from '../../app/route';
import { useAlarmDefinitions } from '../../station/alarms';
import { useUnits } from '../../station/queries';
import { TrendChart } from '../../ui/chart/trend-chart';
import { TrendGroupProvider } from '../../ui/chart/trend-group-provider';
import type { TrendSpec } from '../../ui/chart/trend-spec';
import { tr } from '../../strings/translate';
import { limitsOf, trendOf } from '../workspace/panels/trend-of-channels';
import type { AlarmHappening } from './alarm-happening';
import { useRaisedAt } from './use-raised-at';

interface Props {
  readonly alarm: AlarmHappening;
  readonly name: string;
  readonly close: () => void;
}

const halfMs = 30 * 60_000;

/** The value an alarm is about, from half an hour before it was raised to half an hour after, with its limits. */
export function AlarmTrend({ alarm, name, close }: Props) {
  const raisedAt = useRaisedAt(alarm);
  const spec = useTrend(alarm, raisedAt);
  return (
    <Modal opened onClose={close} title={name} size="min(1100px, 94vw)" transitionProps={{ duration: 0 }}>
      {raisedAt === undefined || spec === undefined ? (
        <p className="bt-dim">{tr('Reading history…')}</p>
      ) : spec === null ? (
        <p className="bt-dim">{tr('{tag} of {unitId} is not there any more.', { tag: alarm.definition.tag, unitId: alarm.unitId })}</p> // prettier-ignore
      ) : (
        <TrendGroupProvider
          first={{ kind: 'fixed', from: raisedAt - halfMs, to: raisedAt + halfMs }}
          batchStart={null}
        >
          <div className="bt-alarm-trend">
            <TrendChart title={name} spec={spec} />
          </div>
        </TrendGroupProvider>
      )}
      <p className="bt-dim">
        {tr('The flag marks when it was raised. Wheel and drag zoom and pan; arrows move the cursor.')}{' '}
        {raisedAt !== undefined && (
          <a href={`${unitPath(alarm.unitId)}?range=${raisedAt - halfMs}-${raisedAt + halfMs}`}>
            {tr('All trends of {unitId} at that time', { unitId: alarm.unitId })}
          </a>
        )}
      </p>
    </Modal>
  );
}

/** Undefined until the plant is known, null where the channel is gone. */
function useTrend(
  { unitId, definition }: AlarmHappening,
  raisedAt: number | undefined,
): TrendSpec | null | undefined {
  const { data: units } = useUnits();
  const { data: definitions } = useAlarmDefinitions();
  const unit = units?.find(({ id }) => id === unitId);
  const known = units !== undefined && definitions !== undefined;
  return useMemo(() => {
    if (!known || raisedAt === undefined) return undefined;
    const channel = unit?.channels.find(({ tag }) => tag === definition.tag);
    const base = channel && trendOf({ scale: 'own' }, [channel]);
    if (!channel || !base) return null;
    const limits = limitsOf([channel], definitions, () => unit?.phase);
    const own = limits.find(({ words }) => words === definition.words)?.value;
    return {
      ...base,
      // What was crossed is in the picture, however far away.
      left: { ...base.left, ...(own === undefined ? {} : { include: own }) },
      limits,
      marks: [{ t: raisedAt, words: tr('Raised') }],
      phase: unit?.channels.find(({ tag }) => tag === 'Phase') ?? null,
    };
    // oxlint-disable-next-line react/exhaustive-deps -- a picture of a moment: it is not built anew with every answer
  }, [known, definition.tag, raisedAt]);
}
