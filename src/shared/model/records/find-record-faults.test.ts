import { expect, test } from 'vitest';
import { findRecordFaults, type WrittenCourse } from './find-record-faults';

const hour = 3_600_000;
const minute = 60_000;
const sample = (
  plannedH: number,
  lateMin: number,
  contaminants = 'none',
): WrittenCourse['records'][number] => ({
  id: `s${plannedH}`,
  kind: 'sample',
  eventAt: plannedH * hour + lateMin * minute,
  body: { sampleNo: plannedH, plannedH, contaminants },
  verdict: null,
});
const found = (given: Partial<WrittenCourse>) =>
  findRecordFaults({
    now: 9 * hour,
    t0: 0,
    endedAt: null,
    recipe: { samplesPlannedH: [0, 2, 4, 8, 24], sampleToleranceMin: 15 },
    records: [],
    ...given,
  }).map(({ key, rule, level, to }) => `${key} ${rule} ${level} ${to === null ? 'lasts' : to / minute}`);

test('samples: up to 15 min late are in time, up to 30 minor, later major; missed once nobody can enter them any more', () => {
  expect(found({ records: [sample(0, 15), sample(2, 16), sample(4, 30), sample(8, 31)] })).toEqual([
    'sample/2 sample-late 1 136',
    'sample/4 sample-late 1 270',
    'sample/8 samples-missed 2 511',
  ]);
  expect(found({ records: [sample(0, 0), sample(2, -40)], now: 6 * hour })).toEqual([]);
  expect(found({ records: [sample(0, 0), sample(2, 0)], now: 6 * hour + 1 })).toEqual([
    'sample/4 samples-missed 2 lasts',
  ]);
});

test('what the end of the batch spares, and what it does not', () => {
  const records = [sample(0, 0), sample(2, 0)];
  expect(found({ records, endedAt: 4.2 * hour, now: 40 * hour })).toEqual([]);
  expect(found({ records, endedAt: 7 * hour, now: 40 * hour })).toEqual([
    `sample/4 samples-missed 2 ${7 * 60}`,
  ]);
  expect(found({ t0: null })).toEqual([]);
});

test('a sample that nobody looked at, and an inoculum that was refused', () => {
  expect(found({ records: [sample(0, 0), sample(2, 0, 'not-looked'), sample(4, 0)], now: 5 * hour })).toEqual(
    ['microscopy/s2 microscopy-missing 1 120'],
  );
  const refused = {
    id: 'i1',
    kind: 'inoculation',
    eventAt: -hour,
    body: { sourceId: 'CR-1', contaminants: 'none' },
    verdict: { id: 'no-go', words: 'NO-GO: OD 1.2' },
  } as const;
  expect(found({ t0: null, records: [refused] })).toEqual(['no-go/i1 inoculum-refused 1 -60']);
});
