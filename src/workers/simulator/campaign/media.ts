import { plantPresets } from '../plant/parameters';
import type { Random } from '../plant/random';
import type { BatchDesign } from './batch-design';
import { isoTime } from './csv';

/** Basal salts medium for Pichia, per litre; glycerol is weighed apart because the batch depends on it. */
const salts = [
  { name: 'Phosphoric acid 85 %', amount: 26.7, unit: 'mL' },
  { name: 'Calcium sulphate dihydrate', amount: 1.17, unit: 'g' },
  { name: 'Potassium sulphate', amount: 18.2, unit: 'g' },
  { name: 'Magnesium sulphate heptahydrate', amount: 14.9, unit: 'g' },
  { name: 'Potassium hydroxide', amount: 4.13, unit: 'g' },
  { name: 'Trace salts PTM1', amount: 4.35, unit: 'mL' },
] as const;

const weighingError = 0.003;
const dayMs = 86_400_000;
/** A new lot is opened every so many batches. */
const batchesPerLot = 6;

/** How the medium of a batch was made, in a simulated laboratory: what was weighed, of which lot, how sterilised. */
export function mediaPreparation(design: BatchDesign, random: Random): unknown {
  const volumeL = design.parameters.startVolumeL ?? plantPresets[design.preset].startVolumeL;
  const glycerolGL = design.parameters.startGlycerolGL ?? plantPresets[design.preset].startGlycerolGL;
  const lotNumber = Math.floor((design.number - 1) / batchesPerLot) + 1;
  const weighed = (perLitre: number): number =>
    Number((perLitre * volumeL * (1 + weighingError * random.normal())).toPrecision(4));
  const component = (name: string, amount: number, unit: string, index: number) => ({
    name,
    amount,
    unit,
    lot: `SIM-${String(index + 1).padStart(2, '0')}-${String(lotNumber).padStart(3, '0')}`,
    expires: isoTime(design.inoculatedAt + (200 + 30 * index) * dayMs).slice(0, 10),
  });
  return {
    simulated: true,
    batch: design.id,
    recipe: 'Basal salts medium with glycerol',
    preparedAt: isoTime(design.inoculatedAt - dayMs),
    volumeL,
    components: [
      component('Glycerol', Number((glycerolGL * volumeL).toFixed(2)), 'g', 0),
      ...salts.map(({ name, amount, unit }, i) => component(name, weighed(amount), unit, i + 1)),
    ],
    phBeforeUse: Number((5 + 0.02 * random.normal()).toFixed(2)),
    sterilisation: {
      method: 'autoclave',
      tempC: Number((121.3 + 0.2 * random.normal()).toFixed(1)),
      holdMin: 20 + Math.floor(4 * random.uniform()),
      passed: true,
    },
  };
}
