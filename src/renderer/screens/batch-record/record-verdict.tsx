import { Button, Group } from '@mantine/core';
import type { Review } from '../../../shared/model/records/review';
import type { ReportDocument } from '../../../shared/model/report-document';
import type { MeaningCode } from '../../../shared/model/signature';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SignatureBlocks } from '../../ui/signature-block';
import { useBatchOffer } from './use-batch-record';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly batchId: string;
  readonly document: ReportDocument;
  readonly review: Review;
  readonly onSign: (meaning: MeaningCode, reason?: string) => void;
}

/** What is known of the batch as a whole, who signed it, and what may be signed next. */
export function RecordVerdict({ batchId, document, review, onSign }: Props) {
  const head = document.sections.find(({ id }) => id === 'head')?.blocks ?? [];
  const verdict = head.find((block) => block.kind === 'words');
  const facts = head.find((block) => block.kind === 'facts');
  const signed = document.sections.find(({ id }) => id === 'signatures')?.blocks[0];
  return (
    <Panel
      title={tr('Verdict')}
      aside={<span className="bt-dim">{trNode('rule set {ruleSet}', { ruleSet: review.ruleSet })}</span>}
    >
      <div className="bt-record-verdict">
        {verdict && <Notice kind={review.open > 0 ? 'warn' : 'quiet'}>{verdict.text}</Notice>}
        {facts && (
          <dl className="bt-facts bt-record-facts">
            {facts.facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd data-tone={value.tone}>{value.text}</dd>
              </div>
            ))}
          </dl>
        )}
        {signed?.kind === 'signatures' && <SignatureBlocks signatures={signed.signatures} />}
        <NextSignatures batchId={batchId} onSign={onSign} />
      </div>
    </Panel>
  );
}

/** Signatures that are open now. One that this person may not give stays in sight, with the reason. */
function NextSignatures({ batchId, onSign }: Pick<Props, 'batchId' | 'onSign'>) {
  const { data, error } = useBatchOffer(batchId);
  if (error)
    return (
      <p className="bt-dim bt-record-note">
        {trNode(
          '{wordsOf} Only a batch that began with its plan on the records page is reviewed and released.',
          { wordsOf: wordsOf(error) },
        )}
      </p>
    );
  if (!data) return <p className="bt-dim bt-record-note">{tr('Sign in to see what you may sign of it.')}</p>;
  const conditions = data.conditions;
  return (
    <div className="bt-record-next">
      {conditions.length > 0 && (
        <Notice kind="warn">
          <b>{tr('What keeps the batch from closing')}</b>
          <ul>
            {conditions.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Group gap="xs">
        {data.meanings
          // Reviewing the trail is signed beside the trail, with what was looked at.
          .filter(({ code }) => code !== 'ATR')
          .map(({ code, words, allowed, why }) => (
            <Button
              key={code}
              variant={code === 'DISP_A' || code === 'TECH' ? 'filled' : 'default'}
              disabled={!allowed}
              title={why === '' ? undefined : why}
              onClick={() => onSign(code)}
            >
              {words}…
            </Button>
          ))}
      </Group>
      {data.meanings
        .filter(({ allowed }) => !allowed)
        .map(({ code, words, why }) => (
          <p key={code} className="bt-dim bt-record-note">
            {words}: {why}
          </p>
        ))}
      {data.meanings.length === 0 && (
        <p className="bt-dim bt-record-note">{tr('Nothing of the batch itself is open to be signed now.')}</p>
      )}
    </div>
  );
}
