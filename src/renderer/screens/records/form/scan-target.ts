import type { RecordField, ScanPrefix } from '../../../../shared/model/records/record-field';

/**
 * Where a scanned code goes: the field the cursor stands in where it takes such codes, else the first that does and is
 * empty, in a table row by row; null where none takes it.
 * @param raw texts by the path of their field
 */
export function scanTarget(
  fields: readonly RecordField[],
  raw: Readonly<Record<string, string>>,
  kind: ScanPrefix,
  from: string | null,
): string | null {
  const paths = fields.flatMap((field) => pathsOf(field, raw, kind));
  if (from !== null && paths.includes(from)) return from;
  return paths.find((path) => (raw[path] ?? '') === '') ?? null;
}

function pathsOf(field: RecordField, raw: Readonly<Record<string, string>>, kind: ScanPrefix): string[] {
  if (field.type !== 'rows') return field.scan === kind ? [field.name] : [];
  const columns = (field.fields ?? []).filter(({ scan }) => scan === kind);
  const rows = Object.keys(raw).flatMap((path) => {
    const [, table, index] = /^(\w+)\[(\d+)\]\./.exec(path) ?? [];
    return table === field.name ? [Number(index)] : [];
  });
  const count = Math.max(field.rows?.least ?? 0, ...rows.map((row) => row + 1));
  return Array.from({ length: count }, (_, row) =>
    columns.map(({ name }) => `${field.name}[${row}].${name}`),
  ).flat();
}
