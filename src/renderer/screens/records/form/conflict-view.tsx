import { Button } from '@mantine/core';
import type { KeptRecord } from '../../../../shared/model/records/record';
import type { RecordField } from '../../../../shared/model/records/record-field';
import { Notice } from '../../../ui/notice';
import { dateTimeText } from '../../../ui/time-words';
import { rawOf, textsOf, textsOfRaw, type FormTexts } from './form-texts';
import { tr, trNode } from '../../../strings/translate';

interface Props {
  readonly fields: readonly RecordField[];
  readonly theirs: KeptRecord;
  readonly mine: FormTexts;
  readonly onTake: (texts: FormTexts) => void;
  /** Mine is to become the version after theirs. */
  readonly onGoOn: (version: number) => void;
}

/** Two people corrected one record: what differs, side by side. Nothing is lost; the person chooses line by line. */
export function ConflictView({ fields, theirs, mine, onTake, onGoOn }: Props) {
  const other = rawOf({ ...textsOf(fields, theirs.body), ...textsOfRaw(theirs.raw) });
  const own = rawOf(mine);
  const paths = [...new Set([...Object.keys(other), ...Object.keys(own)])].filter(
    (path) => other[path] !== own[path],
  );
  const take = (path: string): void => onTake(textsOfRaw({ ...own, [path]: other[path] ?? '' }));
  return (
    <section className="bt-conflict" aria-label={tr('Two corrections of one record')}>
      <Notice kind="warn">
        {trNode(
          '{strong} What you typed is still here. Take over what is right, then go on: yours becomes version {version}.',
          {
            strong: (
              <b>
                {trNode(
                  '{enteredByName} corrected this record meanwhile ({dateTimeText}, version {version}).',
                  {
                    enteredByName: theirs.enteredByName,
                    dateTimeText: dateTimeText(theirs.enteredAt),
                    version: theirs.version,
                  },
                )}
              </b>
            ),
            version: theirs.version + 1,
          },
        )}
      </Notice>
      <div className="bt-scroll-x" tabIndex={0} role="group" aria-label={tr('What differs')}>
        <table className="bt-table">
          <thead>
            <tr>
              <th>{tr('Field')}</th>
              <th>{tr('Theirs')}</th>
              <th>{tr('Mine')}</th>
              <th>
                <span className="bt-unseen">{tr('Choice')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {paths.map((path) => (
              <tr key={path}>
                <td>{labelOf(fields, path)}</td>
                <td className="bt-mono">{other[path] ?? tr('(empty)')}</td>
                <td className="bt-mono">{own[path] ?? tr('(empty)')}</td>
                <td>
                  <Button variant="default" size="compact-sm" onClick={() => take(path)}>
                    {trNode('Take theirs{span}', {
                      span: (
                        <span className="bt-unseen">
                          {trNode(' for {labelOf}', { labelOf: labelOf(fields, path) })}
                        </span>
                      ),
                    })}
                  </Button>
                </td>
              </tr>
            ))}
            {paths.length === 0 && (
              <tr>
                <td colSpan={4}>{tr('Both say the same now.')}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <Button onClick={() => onGoOn(theirs.version)}>
        {trNode('Go on from version {version}', { version: theirs.version })}
      </Button>
    </section>
  );
}

/** `components[2].actual` as `Components, row 3, Actual`. */
export function labelOf(fields: readonly RecordField[], path: string): string {
  const [, table, index, column] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
  const field = fields.find(({ name }) => name === (table ?? path));
  if (index === undefined) return field?.label ?? path;
  const inner = field?.fields?.find(({ name }) => name === column);
  return `${field?.label ?? table}, row ${Number(index) + 1}, ${inner?.label ?? column}`;
}
