import { createContext, use } from 'react';
import type { UnitSummary } from '../../../../shared/contract/units';
import type { PanelSettings } from '../../../../shared/model/workspace-layout';
import type { ChannelLookup } from '../channel-lookup';

/** What every panel of a workspace may ask for. */
export interface PanelPlace {
  readonly units: readonly UnitSummary[];
  readonly channels: ChannelLookup;
  /** Opens the settings of a panel. */
  readonly configure: (id: string) => void;
  readonly change: (id: string, settings: PanelSettings) => void;
}

export const PanelContext = createContext<PanelPlace | null>(null);

/** @throws outside of a workspace */
export function usePanelPlace(): PanelPlace {
  const place = use(PanelContext);
  if (!place) throw new Error('A panel needs a workspace around it');
  return place;
}

/** The unit of that id; undefined where it is not there. */
export function useUnit(unitId: string | null): UnitSummary | undefined {
  return usePanelPlace().units.find(({ id }) => id === unitId);
}
