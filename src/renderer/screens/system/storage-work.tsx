import { Button, Progress } from '@mantine/core';
import type { KeepingJob, KeepingKind, KeepingStatus } from '../../../shared/model/keeping';
import { useStation } from '../../station/station-context';
import { bytesText } from '../../ui/amount-words';
import { StateWords } from '../../ui/state-words';
import { dateTimeText, momentText } from '../../ui/time-words';
import type { KeepingDeeds } from './use-keeping';
import { tr, trNode } from '../../strings/translate';

const names: Readonly<Record<KeepingKind, string>> = {
  verify: tr('Verification'),
  backup: tr('Backup'),
  archive: tr('Archive'),
  'remove-raw': tr('Retention'),
};
const looks = {
  running: { kind: 'quiet', words: tr('Running') },
  done: { kind: 'good', words: tr('Good') },
  damaged: { kind: 'alarm', words: tr('Damaged') },
  cancelled: { kind: 'quiet', words: tr('Stopped') },
  failed: { kind: 'warn', words: tr('Failed') },
} as const;

interface Props {
  readonly status: KeepingStatus;
  readonly deeds: KeepingDeeds;
}

/** What was done on the store last, what is being done, and the buttons for it. */
export function StorageWork({ status, deeds }: Props) {
  const { job } = status;
  const disabled = job !== null || deeds.busy;
  return (
    <>
      <ul className="bt-storage-last">
        <Last kind="verify" status={status} none={tr('The store was not verified yet')} />
        <Last kind="backup" status={status} none={tr('There was no backup yet')} />
        {status.last.some(({ kind }) => kind === 'archive') && (
          <Last kind="archive" status={status} none="" />
        )}
        {status.last.some(({ kind }) => kind === 'remove-raw') && (
          <Last kind="remove-raw" status={status} none="" />
        )}
      </ul>
      {job && <Running job={job} deeds={deeds} />}
      <div className="bt-storage-buttons">
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          onClick={() => void deeds.ask((keeping) => keeping.verify({}))}
        >
          {tr('Verify now')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          onClick={() => void deeds.ask((keeping) => keeping.backup())}
        >
          {tr('Back up now')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={deeds.busy}
          aria-pressed={status.compactAtStart}
          onClick={() => void deeds.ask((keeping) => keeping.compact({ wanted: !status.compactAtStart }))}
        >
          {status.compactAtStart ? tr('Do not compact at the next start') : tr('Compact at the next start')}
        </Button>
      </div>
      <Backups status={status} />
    </>
  );
}

function Last({
  kind,
  status,
  none,
}: {
  readonly kind: KeepingKind;
  readonly status: KeepingStatus;
  readonly none: string;
}) {
  const { clock } = useStation();
  const last = status.last.find((one) => one.kind === kind);
  if (!last)
    return (
      <li>
        <b>{names[kind]}</b> <span className="bt-dim">{none}</span>
      </li>
    );
  return (
    <li>
      <span className="bt-storage-head">
        <b>{names[kind]}</b>
        <StateWords {...looks[last.state]} />
        <span className="bt-dim">{momentText(last.endedAt ?? last.startedAt, clock.now())}</span>
      </span>
      <span className="bt-storage-said">{tr(last.words)}</span>
      {last.findings.length > 0 && <Findings job={last} />}
    </li>
  );
}

function Findings({ job: { findings, damaged } }: { readonly job: KeepingJob }) {
  return (
    <div
      className="bt-storage-findings"
      tabIndex={0}
      role="region"
      aria-label={tr('What is not as it was written')}
    >
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">{tr('File')}</th>
            <th scope="col">{tr('Channel')}</th>
            <th scope="col">{tr('From')}</th>
            <th scope="col">{tr('What is wrong')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ file, channel, series, start, words }, index) => (
            <tr key={`${file} ${series} ${start} ${index}`}>
              <td>{file}</td>
              <td data-nowrap>{channel ?? (series === null ? '' : tr('series {series}', { series }))}</td>
              <td data-nowrap>{start === null ? '' : dateTimeText(start)}</td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {damaged > findings.length && (
        <p className="bt-panel-note">
          {trNode('And {damaged} more.', { damaged: damaged - findings.length })}
        </p>
      )}
    </div>
  );
}

function Running({ job, deeds }: { readonly job: KeepingJob; readonly deeds: KeepingDeeds }) {
  const percent = Math.floor(job.done * 100);
  return (
    <div className="bt-storage-running" role="status">
      <span>
        <b>{names[job.kind]}</b> {job.step === '' ? tr('begins') : job.step}, {percent} %
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void deeds.ask((keeping) => keeping.cancel())}
      >
        {tr('Cancel')}
      </Button>
      <Progress
        value={percent}
        color="gray"
        aria-label={`${names[job.kind]} ${percent} %`}
        transitionDuration={0}
      />
    </div>
  );
}

function Backups({ status: { backups, nextBackupAt, backupFolder } }: { readonly status: KeepingStatus }) {
  const { clock } = useStation();
  const [newest] = backups;
  return (
    <p className="bt-storage-of">
      {newest
        ? `${backups.length} in the folder, the newest of ${momentText(newest.createdAt, clock.now())} with ${bytesText(newest.bytes)}. `
        : tr('No backup is in the folder. ')}
      {nextBackupAt === null ? tr('None is planned. ') : `Next ${momentText(nextBackupAt, clock.now())}. `}
      <span className="bt-mono">{backupFolder}</span>
    </p>
  );
}
