/** What is read second by second around a gassing step. */
export const secondsTags = [
  'DO',
  'Gas_Flow_Inlet',
  'Gas_MFC_air',
  'Gas_MFC_O2',
  'Stir_PV',
  'Reactor_Pressure',
  'Feed_Glycerol',
  'Feed_MeOH',
] as const;
export type SecondsTag = (typeof secondsTags)[number];

/** The usable readings of some seconds as they were recorded; a tag that the unit does not have is absent. */
export type Seconds = Readonly<
  Partial<Record<SecondsTag, { readonly t: readonly number[]; readonly value: readonly number[] }>>
>;

/** Reads the seconds from one time to another, epoch ms. */
export type ReadSeconds = (from: number, to: number) => Promise<Seconds>;
