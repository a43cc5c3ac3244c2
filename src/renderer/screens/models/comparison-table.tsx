import { IconCheck } from '@tabler/icons-react';
import type { ModelVersionEntry } from '../../../shared/model/model-registry';
import { Notice } from '../../ui/notice';
import { shortNumber } from '../../ui/short-number';
import { keyOf, testState, stateOf } from './model-words';
import { tr, trNode } from '../../strings/translate';

export interface Comparison {
  readonly a: ModelVersionEntry;
  readonly b: ModelVersionEntry;
  readonly figures: readonly {
    readonly name: string;
    readonly unit: string;
    readonly a: number | null;
    readonly b: number | null;
    readonly better: 'a' | 'b' | null;
  }[];
  readonly doubts: readonly string[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** Figures of two versions beside each other; a tick stands by the better one. */
export function ComparisonTable({ comparison }: { readonly comparison: Comparison }) {
  const { a, b, figures, doubts } = comparison;
  return (
    <>
      {doubts.map((doubt) => (
        <Notice key={doubt} kind="warn">
          {doubt}
        </Notice>
      ))}
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table bt-models-compared" aria-label={tr('Side by side')}>
          <thead>
            <tr>
              <th />
              <th data-number>{keyOf(a)}</th>
              <th data-number>{keyOf(b)}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{tr('State')}</td>
              <td data-number>{tr(stateOf[a.state].words)}</td>
              <td data-number>{tr(stateOf[b.state].words)}</td>
            </tr>
            <tr>
              <td>{tr('Limits fixed before the test')}</td>
              <td data-number>{tr(testState[a.test].words)}</td>
              <td data-number>{tr(testState[b.test].words)}</td>
            </tr>
            {figures.map(({ name, unit, better, ...row }) => (
              <tr key={name}>
                <td>{unit === '' ? name : `${name}, ${unit}`}</td>
                <Figure value={row.a} better={better === 'a'} />
                <Figure value={row.b} better={better === 'b'} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Features of={a} names={comparison.onlyA} />
      <Features of={b} names={comparison.onlyB} />
    </>
  );
}

function Figure({ value, better }: { readonly value: number | null; readonly better: boolean }) {
  return (
    <td data-number data-better={better || undefined}>
      {better && <IconCheck size={14} aria-label={tr('better')} />}
      {shortNumber(value, 4)}
    </td>
  );
}

function Features({ of, names }: { readonly of: ModelVersionEntry; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="bt-models-words">{trNode('Only {keyOf} uses {span}', { keyOf: keyOf(of), span: <span className="bt-mono">{names.join(', ')}</span> })}</p>
  );
}
