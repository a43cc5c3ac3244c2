import { createContext, use } from 'react';
import type { Channel } from '../../../shared/model/channel';
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

/** Asks for more about a channel at a moment, epoch ms; null stands for its newest value. */
export type PickPoint = (channel: Channel, t: number | null) => void;

/** What happens to a point that somebody picks; null where nothing does. */
export const PickContext = createContext<PickPoint | null>(null);

/** The answer to picked points of this page, if there is one. */
export function usePick(): PickPoint | null {
  return use(PickContext);
}
