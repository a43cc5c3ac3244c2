/** Catalogue tag of the channel that a probe of a calibration record measures; null where it is none of a vessel's. */
export function probeTag(probe: string): string | null {
  return tags[probe] ?? null;
}

const tags: Readonly<Record<string, string>> = {
  ph: 'pH',
  do: 'DO',
  temperature: 'Temp_Broth',
  'off-gas-o2': 'OffGas_O2',
  'off-gas-co2': 'OffGas_CO2',
  pressure: 'Reactor_Pressure',
  balance: 'Weight',
  od: 'OD',
};
