/** What a proposal needs to know of a channel. */
export interface Candidate {
  readonly tag: string;
  readonly name: string;
}

/** Other names that plants give to our tags. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  pH: ['ph'],
  DO: ['do', 'po2', 'dissolvedoxygen', 'do2'],
  OD: ['od', 'od600', 'opticaldensity', 'turbidity'],
  Temp_Broth: ['temp', 'temperature', 'tempbroth', 'brothtemperature', 'tbroth', 'reactortemperature'],
  Weight: ['weight', 'mass', 'scale', 'vesselweight', 'balance'],
  Stir_PV: ['stir', 'rpm', 'stirrer', 'stirrerspeed', 'agitation', 'agitator', 'stirpv'],
  Stir_SP: ['stirsp', 'stirrersetpoint', 'rpmsp'],
  Reactor_Pressure: ['pressure', 'headpressure', 'reactorpressure'],
  OffGas_CO2: ['co2', 'offgasco2', 'exhaustco2', 'xco2'],
  OffGas_O2: ['o2', 'offgaso2', 'exhausto2', 'xo2'],
  Gas_Flow_Inlet: ['airflow', 'gasflow', 'gasflowinlet', 'inletflow', 'aeration'],
  Gas_Flow_Outlet: ['gasflowoutlet', 'outletflow'],
  Feed_Glycerol: ['glycerol', 'glycerolfeed', 'feedglycerol'],
  Feed_MeOH: ['methanol', 'meoh', 'methanolfeed', 'feedmeoh'],
  Base_Pump_Rate: ['base', 'basepump', 'basepumprate', 'ammonia', 'naoh'],
};

/**
 * The channel a topic most likely means: its last words, compared with tags, names and what plants call them. Null
 * where nothing fits; a person decides in any case.
 */
export function proposeChannel<C extends Candidate>(
  topic: string,
  tag: string,
  channels: readonly C[],
): C | null {
  const parts = topic.split('/');
  const last = parts.at(-1) ?? '';
  const spoken = [tag, last, `${parts.at(-2) ?? ''}${last}`, parts.at(-2) ?? ''].map(bare);
  for (const words of spoken) {
    const found = words === '' ? undefined : channels.find((channel) => namesOf(channel).includes(words));
    if (found) return found;
  }
  return null;
}

const namesOf = (channel: Candidate): string[] => [
  bare(channel.tag),
  bare(channel.name),
  ...(synonyms[channel.tag] ?? []),
];

const bare = (words: string): string =>
  words
    .replaceAll('₂', '2')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
