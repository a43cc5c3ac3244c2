import type { RawColumns } from '../record/raw-columns';

/** Asks the historian for the samples of one series as they were recorded; the first `limit` of them. */
export type AskRaw = (ask: {
  readonly series: number;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}) => Promise<Pick<RawColumns, 't' | 'value' | 'quality' | 'seen'>>;

const slice = 20_000;

/** Hands over the samples of a window, slice by slice. */
export async function eachRaw(
  raw: AskRaw,
  ask: { readonly series: number; readonly from: number; readonly to: number },
  take: (columns: Awaited<ReturnType<AskRaw>>) => void,
): Promise<void> {
  for (let { from } = ask; from < ask.to;) {
    const columns = await raw({ ...ask, from, limit: slice });
    take(columns);
    if (columns.t.length < slice) return;
    from = (columns.t[columns.t.length - 1] ?? ask.to) + 1;
  }
}

/** Samples of a window as plain arrays. */
export async function allRaw(
  raw: AskRaw,
  ask: { readonly series: number; readonly from: number; readonly to: number },
): Promise<{ t: number[]; value: number[]; quality: number[] }> {
  const all = { t: [] as number[], value: [] as number[], quality: [] as number[] };
  await eachRaw(raw, ask, ({ t, value, quality }) => {
    for (const one of t) all.t.push(one);
    for (const one of value) all.value.push(one);
    for (const one of quality) all.quality.push(one);
  });
  return all;
}
