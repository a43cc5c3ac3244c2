import { describe, expect, it } from 'vitest';
import { isoInZone, isZone, momentsOfLocal, zoneOffsetMs } from './zone-time';

const local = (text: string): number => Date.parse(`${text}Z`);

describe('a local time of a zone', () => {
  it('is one moment, two in the hour that comes twice, none in the one left out', () => {
    const moments = (text: string): string[] =>
      momentsOfLocal('Europe/Berlin', local(text)).map((t) => new Date(t).toISOString());
    expect(moments('2026-01-05T12:00:00')).toEqual(['2026-01-05T11:00:00.000Z']);
    expect(moments('2026-10-25T02:30:00')).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
    expect(moments('2026-03-29T02:30:00')).toEqual([]);
  });

  it('is written with the offset that held then', () => {
    expect(isoInZone(Date.UTC(2026, 6, 1, 10, 0, 0, 7), 'Europe/Berlin')).toBe(
      '2026-07-01T12:00:00.007+02:00',
    );
    expect(isoInZone(Date.UTC(2026, 6, 1), 'America/St_Johns')).toBe('2026-06-30T21:30:00.000-02:30');
    expect(isoInZone(0, 'UTC')).toBe('1970-01-01T00:00:00.000Z');
    expect(zoneOffsetMs('Asia/Kathmandu', 1_700_000_000_000)).toBe(5.75 * 3_600_000);
    expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});
