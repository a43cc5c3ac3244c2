import { sameJson } from '../../../shared/model/quality/engine';
import type { QualityVersion } from '../../../shared/model/quality/item';
import type { QualityKind } from '../../../shared/model/quality/machine';
import { machines } from '../../../shared/model/quality/machines';
import { meaningOf } from '../../../shared/model/signature';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import { valueWords } from './quality-words';
import { useNames } from './use-quality';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly kind: QualityKind;
  readonly versions: readonly QualityVersion[];
}

/** Everything that was, the newest first: who, when, what it was and is, and why. */
export function HistoryList({ kind, versions }: Props) {
  return (
    <Panel title={tr('History')}>
      <ol className="bt-qms-history">
        {versions.toReversed().map((version, at) => (
          <Entry
            key={version.item.version}
            kind={kind}
            version={version}
            before={versions[versions.length - 2 - at]}
          />
        ))}
      </ol>
    </Panel>
  );
}

interface EntryProps {
  readonly kind: QualityKind;
  readonly version: QualityVersion;
  readonly before: QualityVersion | undefined;
}

function Entry({ kind, version: { item, change, signed }, before }: EntryProps) {
  const names = useNames();
  const { fields } = machines[kind];
  const changed = fields.filter(
    ({ name }) => !sameJson(before?.item.values[name] ?? null, item.values[name] ?? null),
  );
  return (
    <li>
      {signed && (
        <p className="bt-qms-signed">
          <b>
            {tr(meaningOf(signed.meaning).words)}: {signed.name}
          </b>{' '}
          <time>{dateTimeText(signed.at)}</time>
        </p>
      )}
      <p>
        <b>{didWords(kind, change.did, change.step)}</b> {change.name} <time>{dateTimeText(change.at)}</time>{' '}
        <span className="bt-dim">{trNode('version {version}', { version: item.version })}</span>
      </p>
      {change.reason !== null && <p>{trNode('Reason: {reason}', { reason: change.reason })}</p>}
      {changed.length > 0 && (
        <dl>
          {changed.map((field) => (
            <div key={field.name}>
              <dt>{tr(field.words)}</dt>
              <dd>
                {before?.item.values[field.name] !== undefined && before.item.values[field.name] !== null && (
                  <>
                    {trNode('was {del} now ', {
                      del: <del>{valueWords(field, before.item.values[field.name], names)}</del>,
                    })}
                  </>
                )}
                {valueWords(field, item.values[field.name], names)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function didWords(kind: QualityKind, did: QualityVersion['change']['did'], step: string | null): string {
  const words = machines[kind].transitions.find(({ id }) => id === step)?.words ?? step ?? '';
  switch (did) {
    case 'opened':
      return tr('Opened');
    case 'wrote':
      return tr('Written');
    case 'stepped':
      return words;
    case 'asked':
      return tr('Signature asked for: {words}', { words });
    case 'withdrew':
      return tr('Step taken back');
    default:
      return did satisfies never;
  }
}
