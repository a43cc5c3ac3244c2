import { createContext, use } from 'react';
import type { TrendGroup } from './trend-group';

export const TrendContext = createContext<TrendGroup | null>(null);

/**
 * What the panels of this page share.
 * @throws outside of `TrendGroupProvider`
 */
export function useTrendGroup(): TrendGroup {
  const group = use(TrendContext);
  if (!group) throw new Error('A trend needs a TrendGroupProvider above it');
  return group;
}
