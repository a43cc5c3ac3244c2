import { useMemo } from 'react';
import { TrendChart } from '../ui/chart/trend-chart';
import { type PanelProps, specFor } from './panel-definition';

/** A trend panel of the unit's channels that its definition names. */
export function TrendOfTags({ definition, channels }: PanelProps) {
  const spec = useMemo(() => specFor(definition, channels), [definition, channels]);
  if (!spec) return null;
  return <TrendChart title={definition.title} spec={spec} />;
}
