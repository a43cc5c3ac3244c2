import { expect, it } from 'vitest';
import { readLabel, takeScan } from './scan-code';

it('reads labels in any case, short or long, with what a scanner sends along', () => {
  const codes = ['LOT:A-4711', ' prb:PH-3\r\n', 'FILTER:F 9', '\u001D01034', 'LOT:', 'XYZ:1', 'https://a.b'];
  expect(codes.map(readLabel)).toEqual([
    { kind: 'LOT:', code: 'A-4711' },
    { kind: 'PROBE:', code: 'PH-3' },
    { kind: 'FILTER:', code: 'F 9' },
    { kind: null, code: '01034' },
    { kind: null, code: 'LOT:' },
    { kind: null, code: 'XYZ:1' },
    { kind: null, code: 'https://a.b' },
  ]);
});

it('refuses a code of another kind and says which', () => {
  expect(takeScan('LOT:A-1', 'LOT:')).toEqual({ code: 'A-1', caution: null, problem: null });
  expect(takeScan('PROBE:PH-3', 'LOT:').problem).toBe(
    'This is a probe (PROBE:PH-3). Here a lot is expected (LOT:…).',
  );
  expect(takeScan('A-1', 'LOT:')).toMatchObject({ code: 'A-1', caution: expect.stringContaining('a lot') });
  expect(takeScan('\r\n', 'LOT:').problem).toContain('Nothing was read');
});
