import { expect, test } from 'vitest';
import { emptyRaw, type RawColumns } from '../../raw-columns';
import { cellsOf } from './cells-of';
import { decodeCells } from './decode-cells';
import { decodeRaw } from './decode-raw';

/** Chunks of version 1 as they lie on disks: these bytes must be readable for good. */
const rawBody =
  '3FYRzQEYQISgq/75YugHAQABhQ8AdEMiK1v7SSto2qx1Qp4q7sdgYY7UMq8I8nomWyEtAgOLJwE8BcGBEcAgCASwhxcRzw5l8dzOtTqC8zTxqWqIPebsSXpLntu/222FICC1Afns2kiVogWxwCEwfWkemeMHCAAzBA0ABQ==';
const cellsBody =
  't9yGcQEAQAAAAAEAAAEAAQACAAoBcscCA4snATwFwYERwCAIBLCHFxHPDmXx3M61OoLzNPGpaog95uxJekue27/bbYUgILUB+ezaSJWiBbHAITB9aR6Z4wcAAAAAAAA=';

/** What was packed then: jittered times, a spike, a quality, all five seconds late. */
function packed(): RawColumns {
  const columns = emptyRaw(64);
  let state = 1;
  const next = (): number => (state = (state * 48271) % 2147483647);
  for (let at = 0; at < 64; at += 1) {
    columns.t[at] = 1.7e12 + 1000 * at + (next() % 9);
    columns.seen[at] = (columns.t[at] ?? 0) + 5000;
    const value = Math.round(2500 + 3 * at + (next() % 13)) / 100;
    columns.value[at] = at === 20 ? 900 : value;
    columns.quality[at] = at > 50 ? 4 : 0;
  }
  return columns;
}

test('a chunk of raw samples of version 1 reads as it was written', () => {
  expect(decodeRaw(Buffer.from(rawBody, 'base64'))).toEqual(packed());
});

test('a chunk of cells of version 1 reads as it was written', () => {
  const body = Buffer.from(cellsBody, 'base64');
  expect(decodeCells(body, 1000, 1.7e12)).toEqual(cellsOf(packed(), 1000));
});
