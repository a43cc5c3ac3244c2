import type { AccessReviewRow } from '../../../shared/contract/people';
import { grantText } from './grant-list';
import { tr } from '../../strings/translate';

const columns = [
  'name',
  'user id',
  'state',
  'roles',
  'identity',
  'verified by',
  'attested',
  'last sign-in',
  'unused',
];

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

/** The access review as rows; times in UTC. */
export function accessReviewCsv(rows: readonly AccessReviewRow[], now: number): string {
  const iso = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString());
  const lines = rows.map((row) => [
    row.name,
    row.userId,
    row.state,
    row.grants.map((grant) => grantText(grant, now)).join('; '),
    row.verified?.how ?? '',
    row.verified?.by ?? '',
    iso(row.attestedAt),
    iso(row.lastSignInAt),
    row.unused ? tr('unused for 90 days') : '',
  ]);
  return `${[columns, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
