import { z } from 'zod';
import { checkedSignatureSchema } from './signature';

/**
 * A report as data: what is said and in which order, nothing of how it looks. Screen, PDF and export draw the same
 * document, so that they cannot say different things.
 */
const cellSchema = z.object({
  text: z.string(),
  /** Needs a person's eye: drawn with a mark beside the words, never by colour alone. */
  tone: z.enum(['plain', 'dim', 'warn', 'alarm']).default('plain'),
});
export type ReportCell = z.infer<typeof cellSchema>;

/** A value that was changed: all of them stay readable. */
const changeSchema = z.object({
  field: z.string(),
  was: z.string(),
  now: z.string(),
  reason: z.string(),
  who: z.string(),
  when: z.string(),
  version: z.number().int(),
});
export type ReportChange = z.infer<typeof changeSchema>;

const lineSchema = z.object({ value: z.number(), words: z.string() });
const spanSchema = z.object({ from: z.number(), to: z.number(), words: z.string() });

const chartSchema = z.object({
  kind: z.literal('chart'),
  title: z.string(),
  unit: z.string(),
  from: z.number(),
  to: z.number(),
  /** Start of the age axis, epoch ms. */
  zero: z.number(),
  /** One point per drawn column; null where nothing was measured: never drawn as a line. */
  t: z.array(z.number()),
  low: z.array(z.number().nullable()),
  high: z.array(z.number().nullable()),
  mean: z.array(z.number().nullable()),
  limits: z.array(lineSchema),
  gaps: z.array(spanSchema),
  words: z.string(),
});
export type ReportChart = z.infer<typeof chartSchema>;

export const reportBlockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), text: z.string(), tone: cellSchema.shape.tone }),
  z.object({ kind: z.literal('heading'), text: z.string(), changed: z.boolean().default(false) }),
  z.object({ kind: z.literal('facts'), facts: z.array(z.tuple([z.string(), cellSchema])) }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(
      z.object({ title: z.string(), number: z.boolean().default(false), share: z.number().default(1) }),
    ),
    rows: z.array(z.array(cellSchema)),
    /** Said instead where there is no row. */
    none: z.string(),
  }),
  z.object({ kind: z.literal('changes'), changes: z.array(changeSchema) }),
  z.object({ kind: z.literal('signatures'), signatures: z.array(checkedSignatureSchema), none: z.string() }),
  chartSchema,
]);
export type ReportBlock = z.infer<typeof reportBlockSchema>;

export const reportSectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  blocks: z.array(reportBlockSchema),
});
export type ReportSection = z.infer<typeof reportSectionSchema>;

export const reportDocumentSchema = z.object({
  v: z.literal(1),
  title: z.string(),
  /** At the top of every page. */
  subject: z.string(),
  version: z.string(),
  /** Stamped on every page: SIMULATED, or empty. */
  stamp: z.string(),
  /** At the foot of every page: size and head of the ledger when it was made. */
  foot: z.string(),
  madeAt: z.number(),
  sections: z.array(reportSectionSchema),
  /** Must be the same in PDF, JSON and CSV. */
  counts: z.record(z.string(), z.number().int()),
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;

export function cell(
  text: string | number | null | undefined,
  tone: ReportCell['tone'] = 'plain',
): ReportCell {
  return { text: text === null || text === undefined ? '' : String(text), tone };
}

export function words(text: string, tone: ReportCell['tone'] = 'plain'): ReportBlock {
  return { kind: 'words', text, tone };
}

/** A table from rows of plain values; `columns` as `Title`, or `Title#` for numbers; `Title*3` takes three shares. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly (ReportCell | string | number | null | undefined)[])[],
  none: string,
): ReportBlock {
  return {
    kind: 'table',
    columns: columns.map((column) => {
      const [title = '', share = '1'] = column.split('*');
      return { title: title.replace('#', ''), number: column.includes('#'), share: Number(share) };
    }),
    rows: rows.map((row) => row.map((one) => (typeof one === 'object' && one !== null ? one : cell(one)))),
    none,
  };
}
