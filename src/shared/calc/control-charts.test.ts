import { expect, it } from 'vitest';
import { cusum, ewma, withoutBatchOffset } from './control-charts';
import { dynamicTimeWarping } from './dynamic-time-warping';

// Expected numbers: science.md D10 and worked_examples.json (cusum_ewma, dtw).
const z = [0.2, -0.5, 0.1, 0.8, 1.3, 1.1, 1.6, 0.9, 1.8, 1.4];

it('sums up what stays above, and alarms at the ninth', () => {
  const { values, firstAlarm } = cusum(z);
  expect(values).toEqual([0, 0, 0, 0.3, 1.1, 1.7, 2.8, 3.2, 4.5, 5.4].map((v) => expect.closeTo(v, 12)));
  expect(firstAlarm).toBe(8);
  expect(cusum([Number.NaN, 5]).values).toEqual([0, 4.5]);
  expect(cusum([]).firstAlarm).toBeNull();
});

it('smooths, with limits that open, and alarms at the tenth', () => {
  const { values, limits, firstAlarm } = ewma(z);
  expect(values).toEqual(
    [
      0.04000000000000001, -0.068, -0.0344, 0.13248000000000004, 0.36598400000000003, 0.5127872,
      0.7302297600000001, 0.7641838080000001, 0.9713470464000002, 1.0570776371200001,
    ].map((v) => expect.closeTo(v, 12)),
  );
  expect(limits).toEqual(
    [
      0.5999999999999999, 0.7683749084919418, 0.8589854480723175, 0.912265224592059, 0.944788768773211,
      0.9650287681017597, 0.9777625145652497, 0.9858257971512687, 0.9909518663842952, 0.994218680650254,
    ].map((v) => expect.closeTo(v, 12)),
  );
  expect(firstAlarm).toBe(9);
  expect(ewma([0, -3, -3]).firstAlarm).toBe(2);
});

it('takes a batch for what it is in its first two hours', () => {
  expect(withoutBatchOffset([1, 3, 5, 8], [0, 2, 4, 6])).toEqual([-1, 1, 3, 6]);
  expect(withoutBatchOffset([1, 3], [4, 5])).toEqual([1, 3]);
});

it('warps time', () => {
  expect(dynamicTimeWarping([1, 2, 3, 4], [1, 1, 2, 3, 4])).toEqual({
    distance: 0,
    path: [
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ],
  });
  expect(dynamicTimeWarping([0, 1, 2, 4], [0, 2, 2, 3, 5])?.distance).toBe(3);
  expect([dynamicTimeWarping([], [1]), dynamicTimeWarping([1], [Number.NaN])]).toEqual([null, null]);
});
