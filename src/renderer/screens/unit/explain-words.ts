import type { Channel } from '../../../shared/model/channel';
import { derivationOf } from '../../../shared/model/derived-channel';
import { phaseOf } from '../../../shared/model/phase';
import type { VesselFacts } from '../../../shared/model/vessel-facts';
import { valueText } from '../../ui/value-text';
import { tr } from '../../strings/translate';

/** What the drawer is about: a channel at a moment, epoch ms. */
export interface ExplainedPlace {
  readonly channel: Channel;
  readonly t: number;
}

/** True for what we compute; what a plant sends needs no formula. */
export function isComputed(channel: Pick<Channel, 'tag'>): boolean {
  return derivationOf(channel.tag) !== undefined;
}

/**
 * The channel somebody means who asks for an explanation without naming one: the first computed one of what is at hand
 * (a row, a panel), else the predicted OD, else anything computed.
 * @param tagsAtHand tags of what the pointer or the focus is on
 */
export function meantChannel(
  tagsAtHand: readonly string[],
  channels: readonly Channel[],
): Channel | undefined {
  const computed = channels.filter(isComputed);
  const byTag = (tag: string): Channel | undefined => computed.find((channel) => channel.tag === tag);
  for (const tag of [...tagsAtHand, 'OD_pred']) {
    const channel = byTag(tag);
    if (channel) return channel;
  }
  return computed[0];
}

/** A value with its unit; a phase by its name. Without a channel, four figures. */
export function amountWords(value: number | null, unit: string, channel: Channel | undefined): string {
  if (value === null) return tr('no value');
  if (channel?.kind === 'state') return tr(phaseOf(value).words);
  const figures = channel ? valueText(value, channel.resolution) : Number(value.toPrecision(4)).toString();
  return unit === '' ? figures : `${figures} ${unit}`;
}

const qualityWord = { good: 'Good', uncertain: 'Uncertain', bad: 'Bad' } as const;

/** Level and reason in one go: `Uncertain: signal too small to compute from`. */
export function trustWords(level: keyof typeof qualityWord, reason: string): string {
  const word = qualityWord[level];
  if (reason === '' || reason === word) return word;
  return `${word}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}

const factNames: Readonly<Record<keyof VesselFacts, string>> = {
  gasReference: tr('What the gas meters mean by a litre'),
  analyserDry: tr('Off-gas dried before the analysers'),
  condenserTempC: tr('Temperature at the condenser outlet'),
  vesselVolumeL: tr('Vessel volume'),
  sectionM2: tr('Cross-section of the vessel'),
  impellers: tr('Impellers'),
  powerNumber: tr('Power number of one impeller'),
  impellerDiameterM: tr('Impeller diameter'),
  mediumFactor: tr('Oxygen solubility, medium over water'),
  doCalibrationTempC: tr('DO calibrated at'),
  doCalibrationBarA: tr('DO calibrated at head pressure'),
  doCalibrationO2: tr('DO calibrated with O₂ fraction'),
  startGlycerolGL: tr('Glycerol at inoculation'),
  glycerolFeedGL: tr('Glycerol in its feed'),
  glycerolFeedKgL: tr('Density of the glycerol feed'),
  methanolFeedGL: tr('Methanol in its feed'),
  methanolFeedKgL: tr('Density of the methanol feed'),
  baseKgL: tr('Density of the base'),
  dryCellsPerOd: tr('Dry cells per OD600'),
  odProbeSaturation: tr('OD probe saturates at'),
  torqueScaleNm: tr('Torque at 100 %'),
  torqueEmptyNm: tr('Torque of the empty vessel'),
};
const knownFacts: ReadonlyMap<string, string> = new Map(Object.entries(factNames));
const factValues: ReadonlyMap<string, string> = new Map([
  ['true', 'yes'],
  ['false', 'no'],
]);

/** A fact of the unit in words; one we have no words for keeps its name. */
export function factWords({ name, value, unit }: { name: string; value: string; unit: string }): {
  readonly name: string;
  readonly value: string;
} {
  return { name: knownFacts.get(name) ?? name, value: `${factValues.get(value) ?? value} ${unit}`.trim() };
}
