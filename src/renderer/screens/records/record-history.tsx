import { kindOfRecord } from '../../../shared/model/records/kind-of-record';
import type { KeptRecord } from '../../../shared/model/records/record';
import { dateTimeText } from '../../ui/time-words';
import { ChangeTable } from './change-table';
import { reasonWords } from './form/amend-reason';
import { rawOf, textsOf } from './form/form-texts';
import { tr, trNode } from '../../strings/translate';

/** Every version, the newest first: who, when, why, what was and what is. */
export function RecordHistory({ versions }: { readonly versions: readonly KeptRecord[] }) {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  return (
    <section aria-label={tr('Versions')} className="bt-history">
      <h3>{tr('Versions')}</h3>
      <ol>
        {newestFirst.map((record) => {
          const before = versions.find(({ version }) => version === record.supersedes);
          return (
            <li key={record.version}>
              <p>
                {trNode('{strong}, entered {dateTimeText} by {enteredByName}{reason}', {
                  strong: <b>{trNode('Version {version}', { version: record.version })}</b>,
                  dateTimeText: dateTimeText(record.enteredAt),
                  enteredByName: record.enteredByName,
                  reason: record.reason && (
                    <>
                      {'. '}
                      {tr(reasonWords[record.reason.code])}: {record.reason.text}
                    </>
                  ),
                })}
              </p>
              {before && <Change was={before} now={record} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Change({ was, now }: { readonly was: KeptRecord; readonly now: KeptRecord }) {
  const fields = kindOfRecord(now.kind).fields;
  const moved = was.eventAt === now.eventAt ? {} : { 'Happened at': dateTimeText(was.eventAt) };
  const movedTo = was.eventAt === now.eventAt ? {} : { 'Happened at': dateTimeText(now.eventAt) };
  return (
    <ChangeTable
      fields={fields}
      was={{ ...rawOf(textsOf(fields, was.body)), ...moved }}
      now={{ ...rawOf(textsOf(fields, now.body)), ...movedTo }}
    />
  );
}
