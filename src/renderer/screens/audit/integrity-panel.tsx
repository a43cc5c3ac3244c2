import { Button, Progress } from '@mantine/core';
import type { AuditStatus, LedgerVerdict } from '../../../shared/contract/audit';
import { useDeed } from '../../app/session/use-deed';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { momentText, spanText } from '../../ui/time-words';
import { openReasonDialog } from './reason-dialog';
import { openAnchorPlaces } from './anchor-places';
import { useAuditChanged } from './use-audit';
import { tr, trNode } from '../../strings/translate';

const looks = {
  running: { kind: 'quiet', words: tr('Running') },
  sound: { kind: 'good', words: tr('All as written') },
  broken: { kind: 'alarm', words: tr('Not as written') },
  failed: { kind: 'warn', words: tr('Not finished') },
} as const;

/** Whether the ledger holds: head, last verification, anchors, the window that no anchor covers, keys. */
export function IntegrityPanel({
  status,
  mayAct,
}: {
  readonly status: AuditStatus;
  readonly mayAct: boolean;
}) {
  const { client, clock } = useStation();
  const changed = useAuditChanged();
  const { busy, problem, run } = useDeed();
  const act = (deed: () => Promise<unknown>): void => void run(deed).then(changed);
  const { head, exposure, verdict } = status;
  const entries = `${exposure.entries} ${exposure.entries === 1 ? 'entry' : 'entries'}`;
  return (
    <Panel title={tr('Integrity')}>
      <div className="bt-panel-body bt-audit-integrity">
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <dl className="bt-audit-head">
          <dt>{tr('Ledger ends at')}</dt>
          <dd>
            {trNode('entry {seq} {span}', {
              seq: head.seq,
              span: <span className="bt-mono">{head.hash}</span>,
            })}
          </dd>
        </dl>
        <Verdict verdict={verdict} now={clock.now()} />
        {mayAct && (
          <div className="bt-audit-buttons">
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy || verdict?.state === 'running'}
              onClick={() => act(() => client.audit.verify())}
            >
              {tr('Verify now')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              onClick={() => act(() => client.audit.anchor())}
            >
              {tr('Anchor now')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => openAnchorPlaces(status, changed)}>
              {tr('Places…')}
            </Button>
          </div>
        )}
        <h3>{tr('Exposure window')}</h3>
        <p>
          <StateWords
            kind={exposure.outside ? 'good' : 'warn'}
            words={exposure.outside ? tr('Anchored outside') : tr('Not anchored outside')}
          />{' '}
          {entries}
          {exposure.sinceMs !== null && `, ${spanText(exposure.sinceMs)}`}. {tr(exposure.words)}
        </p>
        <Places places={status.places} now={clock.now()} />
        <h3>{tr('Signing keys')}</h3>
        <ul className="bt-audit-list">
          {status.keys.map(({ keyId, since }) => (
            <li key={keyId}>
              <span className="bt-mono">{keyId}</span>{' '}
              <span className="bt-dim">
                {trNode('since {momentText}', { momentText: momentText(since, clock.now()) })}
              </span>
            </li>
          ))}
        </ul>
        {mayAct && status.trouble === null && (
          <Button
            size="compact-sm"
            variant="subtle"
            justify="start"
            onClick={() =>
              openReasonDialog({
                title: tr('A new signing key'),
                words: tr(
                  'The old key signs the entry that introduces the new one. What was signed before stays valid.',
                ),
                button: tr('Make a new key'),
                run: (reason) => client.audit.changeKey({ reason }),
                onDone: changed,
              })
            }
          >
            {tr('New key…')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Places({ places, now }: { readonly places: AuditStatus['places']; readonly now: number }) {
  return (
    <ul className="bt-audit-list">
      {places.map(({ folder, inside, reachedAt, seq, fault }) => (
        <li key={folder}>
          <StateWords
            kind={fault !== null ? 'warn' : reachedAt === null ? 'quiet' : 'good'}
            words={
              fault !== null
                ? tr('Not reached')
                : reachedAt === null
                  ? tr('Nothing yet')
                  : tr('Entry {seq}, {momentText}', { seq, momentText: momentText(reachedAt, now) })
            }
          />
          <span className="bt-mono">{folder}</span>
          {inside && <span className="bt-dim">{tr(' in the data folder')}</span>}
          {fault !== null && <span className="bt-dim"> {fault}</span>}
        </li>
      ))}
    </ul>
  );
}

function Verdict({ verdict, now }: { readonly verdict: LedgerVerdict | null; readonly now: number }) {
  if (verdict === null) return <p className="bt-dim">{tr('Not verified since the start of the station.')}</p>;
  if (verdict.state === 'running')
    return (
      <div role="status">
        <p>{verdict.step}…</p>
        <Progress
          value={verdict.done * 100}
          color="gray"
          aria-label={tr('Verification')}
          transitionDuration={0}
        />
      </div>
    );
  return (
    <div role="status">
      <p>
        <StateWords {...looks[verdict.state]} /> {tr(verdict.words)}.{' '}
        <span className="bt-dim">{momentText(verdict.endedAt ?? verdict.startedAt, now)}</span>
      </p>
      {verdict.findings.length > 0 && (
        <ul className="bt-audit-findings" tabIndex={0} aria-label={tr('What is not as it was written')}>
          {verdict.findings.map((finding, index) => (
            <li key={`${finding.kind} ${finding.table} ${finding.key} ${finding.seq} ${index}`}>
              <b>{finding.kind}</b> {tr(finding.words)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
