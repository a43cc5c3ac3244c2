import type { PhaseId } from '../../../shared/model/phase';
import { createPlant } from '../plant/plant';
import type { Plant } from '../plant/plant';
import { createRandom } from '../plant/random';
import type { PlantTruth } from '../plant/truth';
import type { BatchDesign } from './batch-design';
import { faultEvents, phaseEvent, truePhase } from './batch-events';
import type { BatchEvent } from './batch-events';
import { lateS, measureSample, nominalHours, sampleMl } from './bench-samples';
import type { BenchSample } from './bench-samples';
import { digits } from './csv';
import { ReadingsText } from './readings-text';

/** A batch as it came out, without its readings. */
export interface FinishedBatch {
  readonly endedAt: number;
  readonly depletedH: number | null;
  readonly rows: number;
  readonly readings: number;
  readonly samples: readonly BenchSample[];
  readonly events: readonly BatchEvent[];
  readonly truth: readonly (readonly (string | number | null)[])[];
  /** Largest share of contaminant in all cells, and the age at which it first reached 1 %, h. */
  readonly contaminantShare: number;
  readonly contaminantVisibleH: number | null;
}

export const truthColumns = [
  'time',
  'age_h',
  'dcw_g_per_l',
  'od600',
  'glycerol_g_per_l',
  'methanol_g_per_l',
  'contaminant_g_per_l',
  'mu_per_h',
  'our_mmol_per_l_h',
  'cer_mmol_per_l_h',
  'rq',
  'do_pct',
  'ph',
  'temp_c',
  'volume_l',
  'phase',
] as const;

const truthEveryS = 30;
/** A batch without feed goes on for so long after its substrate is gone. */
const afterDepletionS = 2 * 3600;
/** The last sample is taken so long before the end. */
const lastSampleS = 300;

/**
 * Runs a designed batch to its end.
 * @param readings takes the readings, piece by piece; the plant waits for it
 */
export async function runBatch(
  design: BatchDesign,
  readings: (piece: Buffer) => Promise<void>,
): Promise<FinishedBatch> {
  const run = new BatchRun(design);
  await readings(run.text.head);
  for (;;) {
    const piece = run.look();
    if (piece) await readings(piece);
    if (run.over) break;
    run.plant.step();
  }
  await readings(run.text.rest());
  return run.finished();
}

class BatchRun {
  readonly plant: Plant;
  readonly text: ReadingsText;
  readonly #design: BatchDesign;
  readonly #bench;
  readonly #samples: BenchSample[] = [];
  readonly #events: BatchEvent[] = [
    { ageS: 0, kind: 'inoculation', name: '', value: null, words: 'Inoculated' },
  ];
  readonly #truth: (readonly (string | number | null)[])[] = [];
  #changes;
  #plan;
  #endS: number;
  #depletedH: number | null = null;
  #phase: PhaseId = 'none';
  #share = 0;
  #visibleH: number | null = null;

  constructor(design: BatchDesign) {
    this.#design = design;
    this.plant = createPlant({
      preset: design.preset,
      seed: design.seed,
      variation: true,
      parameters: design.parameters,
    });
    for (const fault of design.faults) this.plant.setFault(fault);
    this.text = new ReadingsText(design.preset);
    this.#bench = createRandom(design.seed, 21);
    this.#changes = [...design.changes];
    this.#plan = nominalHours(design.preset).map((nominalH) => ({
      nominalH,
      atS: Math.round(3600 * nominalH) + lateS(nominalH, this.#bench),
    }));
    this.#endS = Math.round(design.longestH * 3600);
  }

  get over(): boolean {
    return this.plant.ageS() >= this.#endS;
  }

  /** Sees to everything that is due at this second and writes its row. */
  look(): Buffer | null {
    const { plant } = this;
    const ageS = plant.ageS();
    this.#change(ageS);
    if (ageS % truthEveryS === 0) this.#lookBehind(plant.truth());
    this.#sample(ageS);
    return this.text.row(plant, this.#timeOf(ageS));
  }

  finished(): FinishedBatch {
    const endS = this.plant.ageS();
    this.#events.push(...faultEvents(this.plant, this.#design, endS), {
      ageS: endS,
      kind: 'end',
      name: '',
      value: null,
      words: this.#depletedH === null ? 'Ended at the longest time' : 'Ended',
    });
    return {
      endedAt: this.#timeOf(endS),
      depletedH: this.#depletedH,
      rows: this.text.rows,
      readings: this.text.readings,
      samples: this.#samples,
      events: this.#events,
      truth: this.#truth,
      contaminantShare: this.#share,
      contaminantVisibleH: this.#visibleH,
    };
  }

  #timeOf(ageS: number): number {
    return this.#design.inoculatedAt + ageS * 1000;
  }

  #change(ageS: number): void {
    for (let next = this.#changes[0]; next && ageS >= 3600 * next.atH; next = this.#changes[0]) {
      this.plant.setPoint(next.name, next.value);
      const words = next.value === null ? 'Handed back to the automatic' : 'Changed by design';
      this.#events.push({ ageS, kind: 'set-point', name: next.name, value: next.value, words });
      this.#changes = this.#changes.slice(1);
    }
  }

  #sample(ageS: number): void {
    const [next] = this.#plan;
    const last = ageS === this.#endS - lastSampleS;
    if (!last && (!next || ageS < next.atS)) return;
    if (!last) this.#plan = this.#plan.slice(1);
    const facts = {
      number: this.#samples.length + 1,
      nominalH: last ? null : (next?.nominalH ?? null),
      t: this.#timeOf(ageS),
    };
    const { parameters } = this.plant;
    this.#samples.push(measureSample(this.plant.truth(), parameters.odPerG, facts, this.#bench));
    this.plant.setFault({ kind: 'sample', size: sampleMl, fromH: ageS / 3600 });
    const words = `${sampleMl} mL taken`;
    this.#events.push({ ageS, kind: 'sample', name: String(facts.number), value: sampleMl, words });
  }

  /** Truth is looked at twice a minute; so is whether the batch is near its end. */
  #lookBehind(truth: PlantTruth): void {
    const ageS = this.plant.ageS();
    if (truth.depletedH !== null && this.#depletedH === null) {
      this.#depletedH = Number(truth.depletedH.toFixed(4));
      if (!this.plant.parameters.fedBatch) this.#endS = Math.min(this.#endS, ageS + afterDepletionS);
    }
    const phase = truePhase(this.plant, truth, this.#phase);
    if (phase !== this.#phase) this.#events.push(phaseEvent(ageS, phase));
    this.#phase = phase;
    const share = truth.contaminantGL / Math.max(1e-9, truth.contaminantGL + truth.dcwGL);
    this.#share = Math.max(this.#share, share);
    if (share >= 0.01) this.#visibleH ??= Number((ageS / 3600).toFixed(4));
    this.#truth.push(truthRow(truth, this.#timeOf(ageS), phase));
  }
}

function truthRow(truth: PlantTruth, t: number, phase: PhaseId): readonly (string | number | null)[] {
  return [
    t,
    digits(truth.ageH),
    digits(truth.dcwGL),
    digits(truth.od600),
    digits(truth.glycerolGL),
    digits(truth.methanolGL),
    digits(truth.contaminantGL),
    digits(truth.muPerH),
    digits(truth.ourMmolLH),
    digits(truth.cerMmolLH),
    digits(truth.rq),
    digits(truth.doPct),
    digits(truth.ph),
    digits(truth.tempC),
    digits(truth.volumeL),
    phase,
  ];
}
