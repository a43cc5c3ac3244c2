import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OfferedMeaning } from '../../../shared/model/signing-offer';
import type { ReportSection } from '../../../shared/model/report-document';
import { Panel } from '../../ui/panel';
import { DocumentTable } from './document-section';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly section: ReportSection;
  readonly mayReview: OfferedMeaning | undefined;
  readonly onReviewed: (reason: string) => void;
}

/** The trail of the batch to be reviewed: what was looked at, by filter and count, goes into the signature. */
export function TrailPanel({ section, mayReview, onReviewed }: Props) {
  const [wanted, setWanted] = useState('');
  const table = section.blocks.find((block) => block.kind === 'table');
  if (table?.kind !== 'table') return null;
  const key = wanted.trim().toLowerCase();
  const rows = table.rows.filter(
    (row) => key === '' || row.some(({ text }) => text.toLowerCase().includes(key)),
  );
  const filter = key === '' ? 'everything' : `rows with "${wanted.trim()}"`;
  const reason = tr('Filter: {filter}; {length} of {length2} entries shown.', {
    filter,
    length: rows.length,
    length2: table.rows.length,
  });
  return (
    <Panel
      title={tr('Audit trail of this batch')}
      aside={
        <span className="bt-dim">
          {trNode('{length} of {length2} entries', { length: rows.length, length2: table.rows.length })}
        </span>
      }
    >
      <Group align="flex-end" mb="sm">
        <TextInput
          label={tr('Show rows with')}
          description={tr('Person, record, verb, value …')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button
          disabled={!mayReview?.allowed}
          title={mayReview ? mayReview.why : tr('Reviewing is open once the closure is handed in')}
          onClick={() => onReviewed(reason)}
        >
          {tr('Audit trail reviewed…')}
        </Button>
      </Group>
      <p className="bt-dim bt-record-note">
        {trNode('What is signed says: {reason}{value}{mayReview}', {
          reason,
          value: !mayReview && tr(' It can be signed once the closure is handed in and nothing blocks it.'),
          mayReview: mayReview && !mayReview.allowed && ` ${mayReview.why}`,
        })}
      </p>
      <DocumentTable table={{ ...table, rows }} />
    </Panel>
  );
}
