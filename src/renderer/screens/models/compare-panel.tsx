import { Button } from '@mantine/core';
import type { ModelRef } from '../../../shared/model/model-registry';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ComparisonTable } from './comparison-table';
import { useComparison } from './use-models';
import { tr } from '../../strings/translate';

interface Props {
  readonly a: ModelRef;
  readonly b: ModelRef;
  readonly onClose: () => void;
}

/** Two versions side by side. */
export function ComparePanel({ a, b, onClose }: Props) {
  const { data, error } = useComparison(a, b);
  return (
    <Panel
      title={tr('Side by side')}
      aside={
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>{tr('Close')}</Button>
      }
    >
      <div className="bt-panel-body bt-models-evidence">
        {data ? (
          <ComparisonTable comparison={data} />
        ) : error ? (
          <Notice kind="alarm">{wordsOf(error)}</Notice>
        ) : (
          <p className="bt-dim">{tr('Reading…')}</p>
        )}
      </div>
    </Panel>
  );
}
