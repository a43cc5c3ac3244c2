import { Button, Group } from '@mantine/core';
import type { AccessReviewRow } from '../../../shared/contract/people';
import { accountStateWords } from '../../../shared/model/person';
import { useDeed } from '../../app/session/use-deed';
import { openSignRecord } from '../../app/sign-record';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import { accessReviewCsv } from './access-review-csv';
import { grantText } from './grant-list';
import { usePeopleChanged } from './use-people';
import { tr } from '../../strings/translate';

interface Props {
  readonly review: {
    readonly rows: readonly AccessReviewRow[];
    readonly made: readonly { readonly id: string; readonly at: number; readonly by: string }[];
  };
}

const none = '–';
const moment = (ms: number | null): string => (ms === null ? none : dateTimeText(ms));

/** Who may do what, to be looked through and signed from time to time. */
export function AccessReviewPanel({ review: { rows, made } }: Props) {
  const { client, clock } = useStation();
  const changed = usePeopleChanged();
  const { busy, problem, run } = useDeed();
  const now = clock.now();
  const keep = async (): Promise<void> => {
    const { id } = await client.people.makeReview();
    await changed();
    openSignRecord([{ type: 'access-review', id }], 'REV_P', () => void changed());
  };
  const buttons = (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={() => saveCsv(accessReviewCsv(rows, now))}>
        {tr('Save as rows')}
      </Button>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void run(keep)}>
        {tr('Review and sign…')}
      </Button>
    </Group>
  );
  return (
    <Panel title={tr('Access review')} aside={buttons}>
      {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
      <div className="bt-scroll-x">
        <table className="bt-table">
          <thead>
            <tr>
              <th>{tr('Name')}</th>
              <th>{tr('User id')}</th>
              <th>{tr('State')}</th>
              <th>{tr('Roles')}</th>
              <th>{tr('Identity')}</th>
              <th>{tr('Attested')}</th>
              <th>{tr('Last sign-in')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.userId}>
                <td>{row.name}</td>
                <td className="bt-mono">{row.userId}</td>
                <td>{tr(accountStateWords[row.state])}</td>
                <td>{row.grants.map((grant) => grantText(grant, now)).join(', ') || none}</td>
                <td>
                  {row.verified === null ? tr('Not verified') : `${row.verified.how}, ${row.verified.by}`}
                </td>
                <td>{moment(row.attestedAt)}</td>
                <td>
                  {moment(row.lastSignInAt)}
                  {row.unused && <b>{tr(' · unused for 90 days')}</b>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="bt-panel-note">
        {made.length === 0
          ? tr('No review was made yet.')
          : `Last reviewed ${moment(made[0]?.at ?? null)} by ${made[0]?.by ?? ''}. ${made.length} in all.`}
      </p>
    </Panel>
  );
}

function saveCsv(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = 'access-review.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
