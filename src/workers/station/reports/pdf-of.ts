import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { chartSvg } from '../../../shared/report/chart-svg';
import type {
  ReportBlock,
  ReportCell,
  ReportChange,
  ReportDocument,
} from '../../../shared/model/report-document';
import { timeText } from '../../../shared/report/time-text';
import type { CheckedSignature } from '../../../shared/model/signature';

/** Font of the letters in drawings. */
export const drawingFont = 'Drawing';
/** Width between the margins of an A4 page, points. */
const inner = 515;
const inkOf: Readonly<Record<ReportCell['tone'], string>> = {
  plain: '#141b1e',
  dim: '#536067',
  warn: '#7a4d00',
  alarm: '#a8141b',
};
/** Beside the colour, for whoever prints in black. */
const markOf: Readonly<Record<ReportCell['tone'], string>> = { plain: '', dim: '', warn: '! ', alarm: '!! ' };
const stateWords = { valid: 'Valid', 'signed-then-changed': 'SIGNED, THEN CHANGED', broken: 'BROKEN' };

/** Lays a report out on A4: batch, version and page n of m at the head of every page, the ledger at its foot. */
export function pdfOf(document: ReportDocument): TDocumentDefinitions {
  const { title, subject, version, stamp, foot, madeAt } = document;
  return {
    pageSize: 'A4',
    pageMargins: [40, 58, 40, 46],
    info: {
      title: `${title} ${subject}`,
      creator: 'Bioprocess Twin',
      creationDate: new Date(madeAt),
      // So that the counts can be held against the other files by a program.
      keywords: Object.entries(document.counts)
        .map(([name, count]) => `${name}=${count}`)
        .join(' '),
    },
    defaultStyle: { font: 'Roboto', fontSize: 8.5, lineHeight: 1.15, color: inkOf.plain },
    styles: {
      title: { fontSize: 17, bold: true },
      section: { fontSize: 12, bold: true, color: '#1c5660' },
      record: { fontSize: 9.5, bold: true },
      head: { fontSize: 7.5, bold: true, color: inkOf.dim },
      small: { fontSize: 7.5, color: inkOf.dim },
    },
    ...(stamp === ''
      ? {}
      : {
          watermark: {
            text: stamp,
            color: '#54407c',
            opacity: 0.07,
            bold: true,
            fontSize: stamp.length > 12 ? 40 : 88,
          },
        }),
    header: (page, pages) => ({
      margin: [40, 22, 40, 0],
      stack: [
        {
          columns: [
            { text: `${title}: ${subject}, ${version}`, bold: true, fontSize: 8, width: '*' },
            { text: stamp, bold: true, fontSize: 8, color: '#54407c', width: 'auto', margin: [0, 0, 14, 0] },
            { text: `page ${page} of ${pages}`, fontSize: 8, alignment: 'right', width: 64 },
          ],
        },
        { canvas: [{ type: 'line', x1: 0, y1: 5, x2: inner, y2: 5, lineWidth: 0.5, lineColor: '#8e999d' }] },
      ],
    }),
    footer: () => ({
      margin: [40, 12, 40, 0],
      columns: [
        { text: foot, style: 'small', width: '*' },
        { text: `made ${timeText(madeAt, 'UTC')}`, style: 'small', alignment: 'right', width: 170 },
      ],
    }),
    content: [
      { text: title, style: 'title' },
      { text: `${subject}, ${version}`, margin: [0, 0, 0, 8], fontSize: 10 },
      ...document.sections.map((section): Content => [
        { text: section.title, style: 'section', margin: [0, 12, 0, 5], headlineLevel: 1, tocItem: false },
        ...section.blocks.map(blockOf),
      ]),
    ],
    // A heading alone at the foot of a page belongs to the next one.
    pageBreakBefore: (node, nodes) =>
      node.headlineLevel !== undefined && nodes.getFollowingNodesOnPage().length === 0,
  };
}

function blockOf(block: ReportBlock): Content {
  switch (block.kind) {
    case 'words':
      return { ...inked(block), margin: [0, 0, 0, 6] };
    case 'heading':
      return {
        text: block.text,
        style: 'record',
        margin: [0, 8, 0, 3],
        headlineLevel: 2,
        ...(block.changed ? { color: inkOf.warn } : {}),
      };
    case 'facts':
      return factsOf(block.facts);
    case 'table':
      return tableOf(block);
    case 'changes':
      return changesOf(block.changes);
    case 'signatures':
      return block.signatures.length === 0
        ? { text: block.none, style: 'small', margin: [0, 2, 0, 6] }
        : { stack: block.signatures.map(signatureOf), margin: [0, 2, 0, 6] };
    case 'chart':
      return {
        unbreakable: true,
        margin: [0, 4, 0, 6],
        stack: [
          {
            text: [
              { text: block.title, bold: true },
              { text: `  ${block.words}`, color: inkOf.dim },
            ],
          },
          { svg: chartSvg(block), width: inner, font: drawingFont },
        ],
      };
    default:
      return block satisfies never;
  }
}

/** `longest` characters fit in a row of a cell: a longer word is broken rather than run over its neighbour. */
function inked({ text, tone }: ReportCell, longest = 90) {
  const breaks = text.split(/[\s-]/).some((word) => word.length > longest);
  return {
    text: `${markOf[tone]}${text}`,
    color: inkOf[tone],
    bold: tone === 'alarm',
    ...(breaks ? { wordBreak: 'break-all' as const } : {}),
  };
}

function factsOf(facts: readonly (readonly [string, ReportCell])[]): Content {
  return {
    margin: [0, 0, 0, 4],
    layout: lines,
    table: {
      widths: [150, inner - 160],
      body: facts.map(([name, value]) => [{ text: name, color: inkOf.dim }, inked(value, 62)]),
    },
  };
}

function tableOf({ columns, rows, none }: Extract<ReportBlock, { kind: 'table' }>): Content {
  if (rows.length === 0) return { text: none, style: 'small', margin: [0, 0, 0, 6] };
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const free = inner - columns.length * 8;
  const widths = columns.map(({ share }) => (free * share) / shares);
  return {
    margin: [0, 0, 0, 8],
    layout: lines,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths,
      body: [
        columns.map(({ title, number }) => ({
          text: title,
          style: 'head',
          alignment: number ? 'right' : 'left',
        })),
        ...rows.map((row) =>
          row.map((one, at) => ({
            ...inked(one, (widths[at] ?? 60) / 4.6),
            fontSize: 7.5,
            alignment: columns[at]?.number ? ('right' as const) : ('left' as const),
          })),
        ),
      ],
    },
  };
}

function changesOf(changes: readonly ReportChange[]): Content {
  return {
    margin: [0, 2, 0, 4],
    table: {
      widths: [inner - 10],
      body: changes.map(({ field, was, now, reason, who, when, version }) => [
        {
          fillColor: '#fbebc8',
          fontSize: 8,
          text: [
            { text: `${field}: was `, bold: true },
            { text: was, decoration: 'lineThrough' },
            { text: ' now ', bold: true },
            now,
            { text: `. Reason: ${reason}. ${who}, ${when}, version ${version}.`, color: inkOf.plain },
          ],
        },
      ]),
    },
    layout: { hLineWidth: () => 0, vLineWidth: (at) => (at === 0 ? 2 : 0), vLineColor: () => '#f2b23a' },
  };
}

function signatureOf({ signature, state, why }: CheckedSignature): Content {
  const { words, name, userId, role, local, zone, subject, reason, keyId, clockTrusted } = signature;
  const at = local.replace('T', ' ').replace(/\.\d+/, '').replace('Z', '+00:00');
  return {
    unbreakable: true,
    margin: [0, 1, 0, 3],
    table: {
      widths: [inner - 10],
      body: [
        [
          {
            fontSize: 8,
            stack: [
              {
                text: [
                  { text: `${words}: `, color: inkOf.dim },
                  { text: name, bold: true },
                  ` (${userId}), ${role}`,
                ],
              },
              {
                text: `${at} (${zone})${clockTrusted ? '' : ', clock not trusted'}${reason === null ? '' : `. Reason: ${reason}`}`,
              },
              {
                text: `Version ${subject.version}, content SHA-256 ${subject.contentHash}, key ${keyId}`,
                style: 'small',
                fontSize: 6.5,
              },
              {
                text: `${stateWords[state]}${why === '' ? '' : `: ${why}`}`,
                color: state === 'valid' ? inkOf.plain : inkOf.alarm,
                bold: state !== 'valid',
              },
            ],
          },
        ],
      ],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: (at) => (at === 0 ? 2 : 0.5),
      hLineColor: () => '#8e999d',
      vLineColor: () => '#8e999d',
    },
  };
}

const lines = {
  hLineWidth: (at: number, { table }: { table: { body: readonly unknown[] } }) =>
    at === 0 || at === table.body.length ? 0 : 0.4,
  vLineWidth: () => 0,
  hLineColor: () => '#c9d0d2',
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};
