import { createContext, use } from 'react';
import type { Station } from './station';

export const StationContext = createContext<Station | null>(null);

/**
 * The station of this window.
 * @throws outside of `StationProvider`
 */
export function useStation(): Station {
  const station = use(StationContext);
  if (!station) throw new Error('useStation needs a StationProvider above it');
  return station;
}
