import type { Fields } from '../field-value';
import type { RecordContext } from '../record-context';
import { shown, value, type Computation, type RecordMoment, type RecordRule } from '../record-rule';

export type ChangeClass = 'normal' | 'proven' | 'outside';

/** Where a new set point lies: inside the normal range, the proven one, or outside of both. */
export function changeClass(f: Fields, c: RecordContext): ChangeClass | null {
  const [range, set] = [c.recipe.parameters[f.text('parameter') ?? ''], f.num('newValue')];
  if (!range || set === undefined) return null;
  if (set >= range.normal.low && set <= range.normal.high) return 'normal';
  return set >= range.proven.low && set <= range.proven.high ? 'proven' : 'outside';
}

/** Channel that carries a set point, and what turns its value into that of the record; litres of broth may be needed. */
export const changeLine: Readonly<
  Record<string, { readonly tag: string; readonly from: (value: number, litres: number) => number }>
> = {
  agitation: { tag: 'Stir_SP', from: (rpm) => rpm },
  air: { tag: 'Gas_MFC_air', from: (nlMin, litres) => nlMin / litres },
  oxygen: { tag: 'Gas_MFC_O2', from: (nlMin, litres) => nlMin / litres },
  'glycerol-feed': { tag: 'Feed_Glycerol', from: (mlMin, litres) => (60 * mlMin) / litres },
  'methanol-feed': { tag: 'Feed_MeOH', from: (mlMin, litres) => (60 * mlMin) / litres },
};

/** What the line shows of a parameter; null where nothing is sent for it. */
export function lineValue(parameter: string | undefined, c: RecordContext): number | null {
  const known = changeLine[parameter ?? ''];
  const seen = known && c.line[known.tag];
  return known && seen?.good ? known.from(seen.value, c.batch?.workingVolumeL ?? 1) : null;
}

export const changeRules: readonly RecordRule[] = [
  {
    id: 'change.not-running',
    level: 'C',
    field: 'parameter',
    says: (_f, c) =>
      c.batch && c.batch.t0 === null ? 'The batch is not inoculated yet: say why this belongs to it' : null,
  },
  {
    id: 'change.proven',
    level: 'C',
    field: 'newValue',
    says: (f, c) =>
      changeClass(f, c) === 'proven'
        ? `${rangeWords(f, c, 'normal')}: an engineer authorises it by signature. Say why it is needed`
        : null,
  },
  {
    id: 'change.outside',
    level: 'C',
    field: 'newValue',
    says: (f, c) =>
      changeClass(f, c) === 'outside'
        ? `${rangeWords(f, c, 'proven')}: an engineer authorises it and a deviation is opened. Say why it is needed`
        : null,
  },
  {
    id: 'change.nothing-changes',
    level: 'W',
    field: 'newValue',
    says: (f) =>
      f.num('oldValue') !== undefined && f.num('oldValue') === f.num('newValue')
        ? 'Old and new value are the same'
        : null,
  },
  {
    id: 'change.methanol-before-depletion',
    level: 'X',
    field: 'parameter',
    says: (f, c) =>
      f.text('parameter') === 'methanol-feed' &&
      (f.num('newValue') ?? 0) > 0 &&
      !methanolRan(c) &&
      !c.history?.depletionAt
        ? 'Glycerol must be gone before methanol starts: wait for depletion, or set the phase by hand with a reason. If methanol flowed already, write a failure'
        : null,
  },
  {
    id: 'change.plan-link',
    level: 'C',
    field: 'link',
    says: (f) =>
      f.text('planned') === 'planned' && f.text('link') === undefined
        ? 'Name the step of the plan, or say why there is none'
        : null,
  },
];

function rangeWords(f: Fields, c: RecordContext, which: 'normal' | 'proven'): string {
  const range = c.recipe.parameters[f.text('parameter') ?? ''];
  return `${f.num('newValue') ?? ''} is outside the ${which} range ${range?.[which].low ?? ''} to ${range?.[which].high ?? ''} ${range?.unit ?? ''}`.trim();
}

function methanolRan(c: RecordContext): boolean {
  return c.records.some(
    ({ kind, status, body }) =>
      kind === 'process-change' &&
      status !== 'voided' &&
      body['parameter'] === 'methanol-feed' &&
      Number(body['newValue']) > 0,
  );
}

export function computeChange(f: Fields, c: RecordContext, _at: RecordMoment): Computation {
  const seen = lineValue(f.text('parameter'), c);
  const [set, known] = [f.num('newValue'), changeClass(f, c)];
  const echoed =
    seen !== null && set !== undefined && Math.abs(seen - set) <= Math.max(0.02 * Math.abs(set), 1e-6);
  return {
    computed: [
      value(
        'lineValue',
        'Seen on the line',
        '',
        seen,
        seen === null
          ? 'No set point is sent for it'
          : echoed
            ? 'Confirmed by the line'
            : 'Not confirmed by the line',
      ),
      value(
        'inProvenRange',
        'Inside the proven range',
        '',
        known === null ? null : known === 'outside' ? 0 : 1,
      ),
    ],
    verdict:
      known === 'normal'
        ? { id: 'pass', words: 'Inside the normal range' }
        : known === 'proven'
          ? { id: 'warn', words: 'Inside the proven range: an engineer authorises it' }
          : known === 'outside'
            ? { id: 'fail', words: `Outside the proven range${set === undefined ? '' : ` at ${shown(set)}`}` }
            : null,
  };
}
