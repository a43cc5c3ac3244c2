import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { ReadingColumns } from '../../../shared/model/reading';
import type { Log } from '../../log';
import { btEncoder } from '../dialects/bt';
import { batchPayload } from '../dialects/encoder';
import type { Encoder } from '../dialects/encoder';
import { batchFactsOf } from '../fleet';
import type { Plant } from '../plant/plant';
import { tellReadings } from '../tell-readings';
import type { DemoBroker } from './demo-broker';
import { recipeEndMs, turnOver } from './demo-plan';
import type { BatchPlan, DemoPlan, UnitPlan } from './demo-plan';
import { addHole, closeHole } from './holes';
import { demoBatchPlant, replayHoles, runTo } from './replay';

/** What the demo needs of the station. */
export interface DemoStation {
  /** Newest recorded time of each tag, epoch ms. */
  lastTimes(unitId: string, tags: readonly string[]): Promise<readonly (number | null)[]>;
  submit(columns: ReadingColumns): Promise<void>;
  attach(plan: DemoPlan, brokerPort: number): Promise<void>;
}

export interface DemoParts {
  readonly broker: DemoBroker;
  readonly now: () => number;
  /** Lets others have their turn between two slices of work. */
  readonly pause: () => Promise<void>;
  readonly save: (plan: DemoPlan) => void;
  readonly log: Log;
}

interface LiveUnit {
  readonly id: string;
  readonly encoder: Encoder;
  batch: BatchPlan;
  plant: Plant;
  /** Being run forward over a stretch that is too long to publish. */
  running: boolean;
}

const saveEveryMs = 60_000;
/** More seconds than this are not published late (the machine slept): they go into history as a hole to fill. */
const mostLateS = 300;
const retryMs = 5000;
const firstFillAfterMs = 3000;

/** Two simulated reactors in step with the clock: publishing, and giving the station the hours it has missed. */
export class DemoPlant {
  readonly #parts: DemoParts;
  #plan: DemoPlan;
  #units: LiveUnit[];
  #station: DemoStation | undefined;
  /** What history lacked before this run has been asked. */
  #asked = false;
  #attached = false;
  #live = false;
  #filling = false;
  #fillAt = Infinity;
  #savedAt = 0;

  constructor(plan: DemoPlan, parts: DemoParts) {
    this.#plan = plan;
    this.#parts = parts;
    this.#units = plan.units.map((unit) => ({
      id: unit.unitId,
      encoder: btEncoder(unit.unitId),
      batch: unit.batch,
      plant: demoBatchPlant(unit.batch),
      running: false,
    }));
    this.#units.forEach((unit) => this.#announce(unit.id));
    parts.broker.onListener(() => this.#listen());
  }

  plan(): DemoPlan {
    return this.#plan;
  }

  /** Brings every plant up to now without a word. */
  async bringUp(): Promise<void> {
    for (const unit of this.#units) {
      await runTo(unit.plant, this.#dueS(unit), this.#parts.pause);
    }
  }

  /**
   * A station is there (again): asks what it has, tells it where to listen, and fills its holes.
   * @throws what the station throws; call again with the same or the next station
   */
  async join(station: DemoStation): Promise<void> {
    this.#station = station;
    if (!this.#asked) await this.#askHistory(station);
    await station.attach(this.#plan, this.#parts.broker.port);
    this.#attached = true;
    this.#fillAt = Math.min(this.#fillAt, this.#parts.now() + firstFillAfterMs);
    this.#listen();
  }

  /** Call once a second, shortly after the full second. */
  tick(): void {
    const now = this.#parts.now();
    const live = this.#attached && this.#parts.broker.heard(now);
    if (live && !this.#live) this.#fillAt = now;
    this.#live = live;
    for (const unit of this.#units) this.#advance(unit);
    if (now >= this.#fillAt && !this.#filling) void this.#fill();
    if (now - this.#savedAt >= saveEveryMs) this.save();
  }

  /** Writes the plan down as it is now. */
  save(): void {
    this.#savedAt = this.#parts.now();
    this.#plan = { ...this.#plan, aliveAt: this.#savedAt };
    this.#parts.save(this.#plan);
  }

  #listen(): void {
    if (this.#attached && !this.#live) this.tick();
  }

  #dueS(unit: LiveUnit): number {
    return Math.floor((this.#parts.now() - unit.batch.inoculatedAt) / 1000);
  }

  #timeOf(unit: LiveUnit): number {
    return unit.batch.inoculatedAt + unit.plant.ageS() * 1000;
  }

  #advance(unit: LiveUnit): void {
    if (unit.running) return;
    const dueS = this.#dueS(unit);
    if (dueS - unit.plant.ageS() > mostLateS) {
      void this.#catchUp(unit, dueS);
      return;
    }
    while (unit.plant.ageS() < dueS) {
      unit.plant.step();
      if (this.#live) tellReadings(unit.plant, unit.encoder, this.#timeOf(unit), this.#publish);
      else if (this.#asked) this.#missed(unit.id, this.#timeOf(unit), this.#timeOf(unit) + 1000);
    }
    if (unit.plant.ageS() * 1000 >= recipeEndMs) this.#turnOver(unit);
  }

  readonly #publish = (message: { topic: string; payload: string }): void =>
    this.#parts.broker.publish(message, false);

  /** The machine slept: the plant went on, and history gets the stretch afterwards. */
  async #catchUp(unit: LiveUnit, dueS: number): Promise<void> {
    unit.running = true;
    const from = this.#timeOf(unit) + 1000;
    await runTo(unit.plant, Math.min(dueS, recipeEndMs / 1000), this.#parts.pause);
    this.#missed(unit.id, from, this.#timeOf(unit) + 1000);
    this.#fillAt = Math.min(this.#fillAt, this.#parts.now());
    unit.running = false;
  }

  #turnOver(unit: LiveUnit): void {
    const at = this.#timeOf(unit);
    this.#plan = turnOver(this.#plan, unit.id, at);
    const next = this.#unitPlan(unit.id);
    if (!next) return;
    unit.batch = next.batch;
    unit.plant = demoBatchPlant(next.batch);
    this.#announce(unit.id);
    this.save();
    if (this.#station && this.#attached) {
      this.#station.attach(this.#plan, this.#parts.broker.port).catch(this.#failed);
    }
  }

  #announce(unitId: string): void {
    const unit = this.#unitPlan(unitId);
    if (!unit) return;
    const encoder = btEncoder(unitId);
    const facts = { ...batchFactsOf(unitId, '15L', unit.batch.inoculatedAt), id: unit.batch.id };
    const last = unit.ended[0];
    if (last) {
      const ended = { ...batchFactsOf(unitId, '15L', last.inoculatedAt), id: last.id, endedAt: last.endedAt };
      this.#parts.broker.publish({ topic: encoder.batchTopic, payload: batchPayload(ended) }, true);
    }
    this.#parts.broker.publish({ topic: encoder.batchTopic, payload: batchPayload(facts) }, true);
  }

  async #askHistory(station: DemoStation): Promise<void> {
    for (const unit of this.#units) {
      const times = await station.lastTimes(unit.id, measuredTags);
      const known = times.filter((t) => t !== null && t >= unit.batch.inoculatedAt) as number[];
      const from = known.length > 0 ? Math.min(...known) + 1 : unit.batch.inoculatedAt;
      this.#missed(unit.id, from, this.#timeOf(unit) + 1000);
    }
    this.#asked = true;
    this.save();
  }

  #unitPlan(unitId: string): UnitPlan | undefined {
    return this.#plan.units.find((unit) => unit.unitId === unitId);
  }

  #setHoles(unitId: string, change: (unit: UnitPlan) => UnitPlan['holes']): void {
    const units = this.#plan.units.map((unit) =>
      unit.unitId === unitId ? { ...unit, holes: change(unit) } : unit,
    );
    this.#plan = { ...this.#plan, units };
  }

  #missed(unitId: string, from: number, to: number): void {
    this.#setHoles(unitId, (unit) => addHole(unit.holes, { from, to }));
  }

  /** Gives the station what it lacks, the newest hours of both units first. */
  async #fill(): Promise<void> {
    const station = this.#station;
    if (!station) return;
    this.#filling = true;
    this.#fillAt = Infinity;
    const now = this.#parts.now();
    const open = this.#plan.units.filter((unit) => unit.holes.length > 0);
    const replays = open.map((unit) => ({
      unit,
      to: Math.max(...unit.holes.map((hole) => hole.to)),
      blocks: replayHoles(unit.unitId, unit.batch, unit.holes, now, this.#parts.pause),
    }));
    try {
      while (replays.length > 0) {
        const next = replays.shift();
        if (!next) break;
        const block = await next.blocks.next();
        if (!block.done) await station.submit(block.value.columns);
        const filled = { from: block.done ? 0 : block.value.wholeFrom, to: next.to };
        this.#setHoles(next.unit.unitId, (unit) => closeHole(unit.holes, filled));
        this.save();
        if (!block.done) replays.push(next);
      }
    } catch (error) {
      this.#fillAt = this.#parts.now() + retryMs;
      this.#failed(error);
    } finally {
      this.#filling = false;
    }
  }

  readonly #failed = (error: unknown): void =>
    this.#parts.log('warn', 'The station did not answer the demo plant', { error: String(error) });
}
