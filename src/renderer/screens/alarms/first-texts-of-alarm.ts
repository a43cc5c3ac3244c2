import type { RecordKind } from '../../../shared/model/records/record-kind';
import { localInput } from '../../ui/local-input';
import type { AlarmHappening } from './alarm-happening';
import { tr } from '../../strings/translate';

/** Which kind of failure the value of a tag speaks of. */
const categories: readonly (readonly [RegExp, string])[] = [
  [/^DO/, 'dissolved-oxygen'],
  [/^pH/i, 'ph'],
  [/Temp/, 'temperature'],
  [/Stir/, 'agitation'],
  [/Gas|Air|Reactor_Pressure|OUR/, 'aeration'],
  [/Feed|MeOH|Base|Weight/, 'feed'],
];
const parameters: readonly (readonly [RegExp, string])[] = [
  [/^DO|Stir/, 'agitation'],
  [/^pH/i, 'ph'],
  [/Temp/, 'temperature'],
  [/Gas|Air/, 'air'],
  [/MeOH/, 'methanol-feed'],
];

/** What an alarm knows of the record it calls for; a person adds the rest. The words are the record's own language, English. */
export function firstTextsOfAlarm(
  kind: RecordKind,
  { definition, unitId, value, limit }: AlarmHappening,
  raisedAt: number,
): Record<string, string> {
  const { condition, tag, words } = definition;
  const sensor = condition.kind === 'bad-value';
  const side = condition.kind === 'high' ? 'below' : 'above';
  const said = tr('Alarm "{words}" of {unitId} ({id}) was raised at {value}Z', {
    words,
    unitId,
    id: definition.id,
    value: new Date(raisedAt).toISOString().slice(0, 19),
  });
  const numbers = value === null ? '' : `, ${tag} ${value}${limit === null ? '' : `, limit ${limit}`}`;
  if (kind === 'process-change') {
    const parameter = parameters.find(([pattern]) => pattern.test(tag))?.[1];
    return { planned: 'unplanned', why: `${said}${numbers}`, ...(parameter ? { parameter } : {}) };
  }
  if (kind !== 'failure') return {};
  return {
    title: `${words}, ${unitId}`.slice(0, 120),
    category: sensor ? 'sensor' : (categories.find(([pattern]) => pattern.test(tag))?.[1] ?? 'other'),
    occurredFrom: localInput(raisedAt),
    expected: sensor
      ? tr('{tag} is sent and good', { tag })
      : `${tag} stays ${side} ${limit ?? definition.limit ?? 'its limit'}`,
    description: `${said}${numbers}.`,
    evidence: `${unitId}/${tag} around ${new Date(raisedAt).toISOString().slice(0, 16)}Z`,
  };
}
