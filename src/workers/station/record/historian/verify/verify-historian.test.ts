import { afterEach, expect, test } from 'vitest';
import { sampleAt, scratchWriter, type ScratchWriter } from '../../testing/scratch-writer';
import { verifyHistorian } from './verify-historian';

const start = 1_700_000_400_000;
let scratch: ScratchWriter;
afterEach(() => scratch.db.close());

/** Two hours of two series, sealed, a late part, and a sample that is in the journal still. */
function sealed(): void {
  scratch = scratchWriter();
  const rows = Array.from({ length: 14_400 }, (_, row) =>
    sampleAt(1 + (row % 2), start + (row >> 1) * 1000, row / 10),
  );
  scratch.hand(1, rows);
  work(start + 7_200_000);
  work(start + 9_000_000);
  scratch.hand(2, [sampleAt(1, start + 500, 99)]);
  work(start + 9_000_000);
  work(start + 9_900_000);
  scratch.hand(3, [sampleAt(1, start + 8_000_000, 99)]);
  work(start + 9_900_000);
}

function work(now: number): void {
  scratch.writer.tick(now);
  scratch.writer.settle(0);
  scratch.work();
}

const find = async () => (await verifyHistorian(scratch.path)).findings;

test('a sound file has nothing against it', async () => {
  sealed();
  const told: number[] = [];
  const report = await verifyHistorian(scratch.path, ({ chunks }) => told.push(chunks));
  expect(report).toEqual({
    findings: [],
    journalSamples: 1,
    series: 2,
    chunks: told.at(-1),
    samples: 14_401,
  });
});

const place = `series = 1 AND level = 0 AND start = ${start + 600_000}`;
test.each([
  ['a flipped bit', `UPDATE chunk SET body = CAST(substr(body, 1, 20) || x'ff' || substr(body, 22) AS BLOB) WHERE ${place}`, ['hash', 'damaged', 'cells', 'cells']],
  ['a part moved elsewhere', `UPDATE chunk SET start = start + 360000000 WHERE ${place}`, ['hash', 'order', 'cells', 'cells', 'cells', 'cells', 'seal']],
  ['a part removed', `DELETE FROM chunk WHERE ${place}`, ['cells', 'cells', 'seal']],
  ['a late part removed', `DELETE FROM chunk WHERE part = 1`, ['cells', 'cells', 'seal']],
  ['an original removed', `DELETE FROM chunk WHERE series = 1 AND level = 0 AND start = ${start} AND part = 0`, ['missing-part', 'cells', 'cells', 'seal']],
  ['another part in its place', `UPDATE chunk SET (body, sha256) = (SELECT body, sha256 FROM chunk WHERE series = 2 AND level = 0 AND start = ${start + 600_000}) WHERE ${place}`, ['hash', 'cells', 'cells', 'seal']],
  ['cells removed', 'DELETE FROM chunk WHERE level = 1 AND series = 1', ['cells']],
  ['a wrong count', `UPDATE chunk SET n = n + 1 WHERE ${place}`, ['counts']],
  ['a seal removed', 'DELETE FROM seal WHERE pass = 1', ['seal', 'seal']],
  ['a damaged journal', "UPDATE journal SET body = x'0102030405060708'", ['journal']],
])('%s is found', async (_, sql, kinds) => {
  sealed();
  scratch.db.exec(sql);
  expect((await find()).map(({ kind }) => kind)).toEqual(kinds);
}); // prettier-ignore

test('it ends when it is told to', async () => {
  sealed();
  const signal = AbortSignal.abort(new Error('Enough'));
  await expect(verifyHistorian(scratch.path, () => undefined, signal)).rejects.toThrow('Enough');
});
