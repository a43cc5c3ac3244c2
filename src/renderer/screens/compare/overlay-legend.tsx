import { UnstyledButton } from '@mantine/core';
import { tr } from '../../strings/translate';
import { colourOf } from '../../ui/figure/figure-spec';
import { Notice } from '../../ui/notice';
import { batchColour } from './batch-colours';
import type { Overlay } from './use-compare';

interface Props {
  readonly overlay: Overlay;
  readonly names: ReadonlyMap<string, string>;
  readonly marked: string | null;
  readonly onMark: (batchId: string | null) => void;
}

/** Which line is which batch; one of them can be marked. What has no place is named with the reason. */
export function OverlayLegend({ overlay: { head }, names, marked, onMark }: Props) {
  const limited = head.batches.filter(({ placed, note }) => placed && note !== '');
  const left = head.batches.filter(({ placed }) => !placed);
  return (
    <>
      <ul className="bt-compare-legend" aria-label={tr('Batches')}>
        {head.batches.map(({ batchId, placed }, place) => (
          <li key={batchId}>
            <UnstyledButton
              className="bt-compare-name"
              aria-pressed={marked === batchId}
              disabled={!placed}
              title={tr('Mark this batch')}
              onClick={() => onMark(marked === batchId ? null : batchId)}
            >
              <svg width={18} height={8} aria-hidden>
                <path
                  d="M0 4H18"
                  strokeWidth={marked === batchId ? 3.5 : 2}
                  stroke={
                    marked === batchId ? 'var(--bt-ink)' : colourOf(batchColour(place, head.batches.length))
                  }
                />
              </svg>
              {names.get(batchId) ?? batchId}
              {head.reference === batchId && <b> {tr('(reference)')}</b>}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {[...left, ...limited].length > 0 && (
        <Notice kind="warn">
          <ul className="bt-compare-left">
            {left.map(({ batchId, note }) => (
              <li key={batchId}>
                {tr('{name} is not aligned. {note}.', {
                  name: names.get(batchId) ?? batchId,
                  note: tr(note),
                })}
              </li>
            ))}
            {limited.map(({ batchId, note }) => (
              <li key={batchId}>
                {names.get(batchId) ?? batchId}: {tr(note)}.
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
