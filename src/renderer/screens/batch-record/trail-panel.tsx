import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OfferedMeaning } from '../../../shared/model/signing-offer';
import type { ReportSection } from '../../../shared/model/report-document';
import { Panel } from '../../ui/panel';
import { DocumentTable } from './document-section';

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
  const reason = `Filter: ${filter}; ${rows.length} of ${table.rows.length} entries shown.`;
  return (
    <Panel
      title="Audit trail of this batch"
      aside={
        <span className="bt-dim">
          {rows.length} of {table.rows.length} entries
        </span>
      }
    >
      <Group align="flex-end" mb="sm">
        <TextInput
          label="Show rows with"
          description="Person, record, verb, value …"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button
          disabled={!mayReview?.allowed}
          title={mayReview ? mayReview.why : 'Reviewing is open once the closure is handed in'}
          onClick={() => onReviewed(reason)}
        >
          Audit trail reviewed…
        </Button>
      </Group>
      <p className="bt-dim bt-record-note">
        What is signed says: {reason}
        {!mayReview && ' It can be signed once the closure is handed in and nothing blocks it.'}
        {mayReview && !mayReview.allowed && ` ${mayReview.why}`}
      </p>
      <DocumentTable table={{ ...table, rows }} />
    </Panel>
  );
}
