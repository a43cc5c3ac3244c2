import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { computedOf } from '../../../shared/model/records/record-rule';
import { calibrationPath, navigate, recordsPath } from '../../app/route';
import { openSignRecord } from '../../app/sign-record';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SignatureBlock } from '../../ui/signature-block';
import { StateWords } from '../../ui/state-words';
import { dateText, dateTimeText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { verdictKind } from './calibration-words';
import { useCertificate, useKept } from './use-calibrations';

/** A calibration that was kept: sign it, take its certificate away. */
export function KeptPage({ recordId }: { readonly recordId: string }) {
  const { client } = useStation();
  const { data, error } = useKept(recordId);
  const signatures = useQuery({
    queryKey: ['signing', 'of', 'record', recordId],
    queryFn: ({ signal }) => client.signing.of({ type: 'record', id: recordId }, { signal }),
  });
  const { save, running, cancel } = useCertificate();
  if (!data) return error ? <Notice kind="alarm">{wordsOf(error)}</Notice> : <p className="bt-panel-note">{tr('Reading the record…')}</p>; // prettier-ignore
  const { record } = data;
  const { verdict, body, eventAt, batchId } = record;
  const serial = typeof body['probeSerial'] === 'string' ? body['probeSerial'] : '';
  const until = computedOf(record.computed, 'validUntil');
  const accepted = (signatures.data ?? []).some(({ signature }) => signature.meaning === 'CAL_A');
  const mayAccept = verdict?.id === 'pass' || verdict?.id === 'warn';
  const name = `calibration-${serial.replaceAll(/[^\w.-]+/g, '-')}-${dateText(eventAt)}.pdf`;
  return (
    <Panel title={tr('Calibration of probe {serial}', { serial })}>
      <div className="bt-panel-body bt-cal-result">
        <p className="bt-cal-verdict" data-kind={verdictKind(verdict?.id)} role="status">
          <StateWords kind={verdictKind(verdict?.id)} words={tr(verdict?.words) ?? tr('No verdict')} />
        </p>
        <dl className="bt-facts">
          <div>
            <dt>{tr('Calibrated')}</dt>
            <dd>{dateTimeText(eventAt)}</dd>
          </div>
          <div>
            <dt>{tr('By')}</dt>
            <dd>{record.performedByName}</dd>
          </div>
          <div>
            <dt>{tr('Holds from')}</dt>
            <dd>{dateTimeText(typeof body['validFrom'] === 'number' ? body['validFrom'] : eventAt)}</dd>
          </div>
          <div>
            <dt>{tr('Next due')}</dt>
            <dd>{until === null ? tr('At once: it did not pass') : dateTimeText(until)}</dd>
          </div>
        </dl>
        {(signatures.data ?? []).map((one) => (
          <SignatureBlock key={one.signature.id} checked={one} />
        ))}
        {!accepted && mayAccept && (
          <Notice kind="quiet">
            {tr('Not signed yet: its certificate says so until somebody accepts it.')}
          </Notice>
        )}
        <div className="bt-cal-deeds">
          <Button size="lg" variant="default" onClick={() => navigate(calibrationPath())}>
            {tr('All probes')}
          </Button>
          {batchId !== null && (
            <Button size="lg" variant="default" onClick={() => navigate(recordsPath(batchId))}>
              {tr('Records of the batch')}
            </Button>
          )}
          {running ? (
            <Button size="lg" variant="default" onClick={cancel}>
              {tr('Making the certificate… stop')}
            </Button>
          ) : (
            <Button
              size="lg"
              variant={accepted ? 'filled' : 'default'}
              onClick={() => void save(recordId, name)}
            >
              {tr('Certificate as PDF')}
            </Button>
          )}
          {!accepted && mayAccept && (
            <Button size="lg" onClick={() => openSignRecord([{ type: 'record', id: recordId }], 'CAL_A')}>
              {tr('Sign: accept it')}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}
