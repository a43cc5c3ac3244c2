import type { ComputedValue, Verdict } from '../../../../shared/model/records/record';
import { StateWords } from '../../../ui/state-words';
import { computedText, verdictKind } from '../record-words';
import { tr } from '../../../strings/translate';

interface Props {
  readonly computed: readonly ComputedValue[];
  readonly verdict: Verdict | null;
  /** Fields that are still to be filled in: no verdict before. */
  readonly missing?: number;
}

/** What is computed from an entry as it stands, and what follows from it. Nobody can type here. */
export function VerdictBox({ computed, verdict, missing = 0 }: Props) {
  if (computed.length === 0 && verdict === null) return null;
  return (
    <section className="bt-verdict" aria-label={tr('Computed')} aria-live="polite">
      {verdict && (
        <p className="bt-verdict-words">
          {missing > 0 ? (
            <StateWords
              kind="quiet"
              words={tr('Verdict follows: {missing} still to be filled in', { missing })}
            />
          ) : (
            <StateWords kind={verdictKind(verdict)} words={tr(verdict.words)} />
          )}
        </p>
      )}
      <dl>
        {computed.map((one) => (
          <div key={one.name} data-none={one.value === null || undefined}>
            <dt>{tr(one.label)}</dt>
            <dd title={tr(one.words)}>{computedText(one)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
