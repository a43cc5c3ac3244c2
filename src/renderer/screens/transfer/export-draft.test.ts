import { describe, expect, it } from 'vitest';
import { exportPlanSchema } from '../../../shared/model/export-plan';
import { firstDraft, missingWords, planOf, type ExportDraft } from './export-draft';

const draft = (part: Partial<ExportDraft>): ExportDraft => ({ ...firstDraft, ...part });

describe('an export draft', () => {
  it.each([
    [{}, 'Choose at least one batch'],
    [{ what: 'window' as const }, 'Choose at least one bioreactor'],
    [{ what: 'window' as const, units: ['R1'] }, 'Give the window: from and to'],
    [
      { what: 'window' as const, units: ['R1'], from: '2026-02-01T00:00', to: '2026-01-01T00:00' },
      'The window ends before it begins',
    ],
  ])('says what is missing: %j', (part, words) => {
    expect([missingWords(draft(part)), planOf(draft(part))]).toEqual([words, null]);
  });

  it('becomes a plan that the station takes', () => {
    const plan = planOf(
      draft({
        batches: ['B1'],
        shape: 'long',
        records: 'columns',
        format: 'csv',
        separator: ';',
        decimal: ',',
      }),
    );
    expect(exportPlanSchema.parse(plan)).toMatchObject({
      batches: ['B1'],
      records: 'file',
      csv: { decimal: ',' },
    });
  });
});
