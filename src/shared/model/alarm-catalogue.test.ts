import { describe, expect, it } from 'vitest';
import { alarmDefinitionSchema, alarmPriorities, enablingFaults } from './alarm';
import { alarmCatalogue } from './alarm-catalogue';
import { procedureStep } from './alarms/procedures';
import { catalogueFor } from './channel-catalogue';
import { recordKinds } from './records/record-kind';

describe('the shipped alarm list', () => {
  it('is complete: every alarm may be enabled, names a known channel, and leads to known alarms', () => {
    const ids = alarmCatalogue.map(({ id }) => id);
    const tags = new Set(catalogueFor('15L').map(({ tag }) => tag));
    expect(new Set(ids).size).toBe(ids.length);
    for (const alarm of alarmCatalogue) {
      alarmDefinitionSchema.parse(alarm);
      expect(enablingFaults(alarm), alarm.id).toEqual([]);
      expect(procedureStep(alarm.sop), alarm.id).toBeDefined();
      expect(['', ...recordKinds], alarm.id).toContain(alarm.record);
      expect(tags.has(alarm.tag), alarm.id).toBe(true);
      expect(alarm.leadsTo.filter((id) => !ids.includes(id))).toEqual([]);
    }
  });

  it('ALM-3 has priorities near 80, 15 and 5 %', () => {
    const share = (id: string) =>
      alarmCatalogue.filter(({ priority }) => priority === id).length / alarmCatalogue.length;
    const [urgent = 1, high = 1, medium = 1, low = 0] = alarmPriorities.map(({ id }) => share(id));
    expect(low).toBeGreaterThan(0.6);
    expect(medium).toBeLessThan(0.3);
    expect(urgent + high).toBeLessThan(0.12);
  });
});
