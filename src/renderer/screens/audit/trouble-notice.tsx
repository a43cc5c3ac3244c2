import { Button } from '@mantine/core';
import type { AuditStatus } from '../../../shared/contract/audit';
import { openSignRecord } from '../../app/sign-record';
import { useStation } from '../../station/station-context';
import { usePeopleStatus } from '../../station/use-session';
import { Notice } from '../../ui/notice';
import { openReasonDialog } from './reason-dialog';
import { useAuditChanged } from './use-audit';
import { tr } from '../../strings/translate';

/** What keeps records from being changed, and the button that settles it. */
export function TroubleNotice({ status: { trouble, clockTrusted } }: { readonly status: AuditStatus }) {
  return (
    <>
      {trouble && <Trouble trouble={trouble} />}
      {!clockTrusted && <Clock />}
    </>
  );
}

function Trouble({ trouble }: { readonly trouble: NonNullable<AuditStatus['trouble']> }) {
  const { client } = useStation();
  const changed = useAuditChanged();
  const inUse = usePeopleStatus()?.inUse === true;
  const { restoreId } = trouble;
  const declare = (): void =>
    openReasonDialog({
      title: tr('Declare a restore'),
      words: tr(trouble.words),
      button: tr('Declare restore'),
      run: (reason) => client.audit.declareRestore({ reason }),
      onDone: changed,
    });
  const replace = (): void =>
    openReasonDialog({
      title: tr('Declare a new signing key'),
      words: tr(
        'Only where the old key is lost for good. Nothing introduces the new key: every verification will say so from here on.',
      ),
      button: tr('Make a new key'),
      run: (reason) => client.audit.replaceLostKey({ reason }),
      onDone: changed,
    });
  const sign = (id: string): void => openSignRecord([{ type: 'restore', id }], 'REST', () => void changed());
  return (
    <Notice kind="alarm">
      <p>
        <b>{tr(trouble.words)}</b> {trouble.advice}
      </p>
      {restoreId === null ? (
        <Button size="compact-sm" variant="default" onClick={replace}>
          {tr('Declare a new key…')}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" onClick={inUse ? () => sign(restoreId) : declare}>
          {tr('Declare restore…')}
        </Button>
      )}
    </Notice>
  );
}

function Clock() {
  const { client } = useStation();
  const changed = useAuditChanged();
  const confirm = (): void =>
    openReasonDialog({
      title: tr('Confirm the clock'),
      words: tr('Compare the clock of the station with one you trust, and say how.'),
      button: tr('It is right'),
      run: (reason) => client.audit.confirmClock({ reason }),
      onDone: changed,
    });
  return (
    <Notice kind="warn">
      <p>{tr('The clock of the station was set by more than 2 s: entries since then carry a mark.')}</p>
      <Button size="compact-sm" variant="default" onClick={confirm}>
        {tr('Confirm the clock…')}
      </Button>
    </Notice>
  );
}
