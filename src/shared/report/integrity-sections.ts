import { actorWords } from '../model/actor';
import type { Json, LedgerRow, SealedEntry } from '../model/ledger-entry';
import type { BatchFacts } from './batch-facts';
import { cell, table, words, type ReportSection } from '../model/report-document';
import { timeText } from './time-text';

/** Who signed for the batch, the trail of everything that was done to it, and how a stranger checks it. */
export function integritySections(
  facts: BatchFacts,
  counts: Readonly<Record<string, number>>,
): ReportSection[] {
  return [
    {
      id: 'signatures',
      title: 'Signatures of the batch',
      blocks: [{ kind: 'signatures', signatures: [...facts.signatures], none: 'The batch is not signed.' }],
    },
    trailSection(facts),
    integritySection(facts, counts),
  ];
}

function trailSection({ ledger, zone }: BatchFacts): ReportSection {
  return {
    id: 'trail',
    title: 'Audit trail of this batch',
    blocks: [
      words(
        `${ledger.length} entries of the ledger are about this batch, its records, deviations and signatures. All of them are listed.`,
      ),
      table(
        ['Entry#', 'When*2', 'Who*2', 'What*2', 'About*2', 'Change and reason*5'],
        ledger.map((sealed) => [
          sealed.entry.seq,
          cell(timeText(sealed.entry.at, zone), sealed.entry.clockTrusted ? 'plain' : 'warn'),
          actorWords(sealed.entry.actor),
          cell(sealed.entry.what, sealed.entry.what.endsWith('refused') ? 'warn' : 'plain'),
          subjectText(sealed),
          changeText(sealed),
        ]),
        'No entry is about this batch.',
      ),
    ],
  };
}

function subjectText({ entry: { subject } }: SealedEntry): string {
  return `${subject.type} ${subject.id}${subject.version === undefined ? '' : ` v${subject.version}`}`;
}

/** Longest text of a change in print; the export holds every byte. */
const longest = 220;

function changeText({ entry }: SealedEntry): string {
  const rows = entry.rows.map(rowText);
  const facts = Object.entries(entry.facts).map(([name, value]) => `${name}: ${short(value)}`);
  const said = [entry.reason === null ? '' : `Reason: ${entry.reason}`, ...rows, ...facts]
    .filter((one) => one !== '')
    .join('; ');
  return said.length > longest
    ? `${said.slice(0, longest)}… (${said.length} characters in the export)`
    : said;
}

function rowText({ table: name, before, after }: LedgerRow): string {
  if (before === null) return `${name}: new row`;
  if (after === null) return `${name}: row removed`;
  const changed = Object.keys(after).filter(
    (column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  );
  return `${name}: ${changed.map((column) => `${column} was ${short(before[column] ?? null)}, now ${short(after[column] ?? null)}`).join(', ')}`;
}

function short(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

function integritySection(
  { integrity, head, anchor, keys, software, stationId, zone, madeAt }: BatchFacts,
  counts: Readonly<Record<string, number>>,
): ReportSection {
  return {
    id: 'integrity',
    title: 'Integrity',
    blocks: [
      words(
        integrity ? integrity.words : 'The ledger was not checked for this report.',
        integrity?.sound === true ? 'plain' : 'alarm',
      ),
      {
        kind: 'facts',
        facts: [
          ['Entries in the ledger', cell(head.seq)],
          ['Head of the ledger (SHA-256)', cell(head.hash)],
          [
            'Anchor',
            cell(
              anchor ? `entry ${anchor.seq}, ${timeText(anchor.at, zone)}, key ${anchor.keyId}` : 'none',
              anchor ? 'plain' : 'warn',
            ),
          ],
          ['Anchor signature (Ed25519)', cell(anchor?.signature ?? '')],
          ...keys.map(({ keyId, since }): [string, ReturnType<typeof cell>] => [
            `Key ${keyId}`,
            cell(`in use since ${timeText(since, zone)}`),
          ]),
          [
            'Counted in every file',
            cell(
              Object.entries(counts)
                .map(([name, count]) => `${name} ${count}`)
                .join(', '),
            ),
          ],
          ['Software', cell(`${software}, station ${stationId}`)],
          ['Made', cell(timeText(madeAt, zone))],
        ],
      },
      words(
        'Entries after the newest anchor outside the database can be removed without a trace: keep this page. What is signed here can be checked without this program: the export of this batch holds the public keys, the signed bytes and a short script.',
        'dim',
      ),
    ],
  };
}
