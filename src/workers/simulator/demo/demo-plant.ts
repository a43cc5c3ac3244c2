import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { ReadingColumns } from '../../../shared/model/reading';
import { Refusal } from '../../../shared/model/refusal';
import type { Log } from '../../log';
import type { LoggedAction, PlantAction } from '../control/plant-action';
import { batchPayload } from '../dialects/encoder';
import type { WireMessage } from '../dialects/encoder';
import { batchFactsOf } from '../fleet';
import { tellReadings } from '../tell-readings';
import type { DemoBroker } from './demo-broker';
import { replaceBatch, turnOver } from './demo-plan';
import type { BatchPlan, DemoPlan, Replacement, UnitPlan } from './demo-plan';
import { createDemoUnit, dueS, endS, runBehind, setPace, timeOf } from './demo-unit';
import type { DemoUnit } from './demo-unit';
import { fillHoles } from './fill-holes';
import { addHole, closeHole } from './holes';
import type { Hole } from './holes';
import { demoBatchPlant, runTo } from './replay';

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

/** A new batch as it is asked for; where it begins in time follows from its age or its head start. */
export interface WantedBatch {
  readonly preset: BatchPlan['preset'];
  readonly seed: number;
  readonly actions: readonly LoggedAction[];
  /** Plant time of the new batch before now, ms: already lived through, or still to be run through at `speed`. */
  readonly headStartMs: number;
  /** 1: brought up to now at once, its past filled in; above: run there from inoculation on. */
  readonly speed: number;
}

const saveEveryMs = 60_000;
/** More seconds than this are not published late (the machine slept): they go into history as a hole to fill. */
const mostLateS = 300;
const retryMs = 5000;
const firstFillAfterMs = 3000;

/** Simulated reactors, in step with the clock or on their way to it, and what history still lacks of them. */
export class DemoPlant {
  readonly #parts: DemoParts;
  #plan: DemoPlan;
  #units: DemoUnit[];
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
    this.#units = plan.units.map((unit) => createDemoUnit(unit, parts.now()));
    plan.units.forEach((unit) => this.#announce(unit));
    parts.broker.onListener(() => this.#listen());
  }

  plan(): DemoPlan {
    return this.#plan;
  }

  units(): readonly DemoUnit[] {
    return this.#units;
  }

  /** Brings every plant to where it was, or up to now, without a word. */
  async bringUp(): Promise<void> {
    for (const unit of this.#units) {
      await runTo(unit.plant, unit.pace?.ageS ?? dueS(unit, this.#parts.now()), this.#parts.pause);
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
    const units = this.#plan.units.map((plan) => this.#withProgress(plan));
    this.#plan = { ...this.#plan, units, aliveAt: this.#savedAt };
    this.#parts.save(this.#plan);
  }

  /**
   * Carries out what a person asks, on disk before it is answered.
   * @throws Refusal where there is no such unit, RangeError where the action is not possible
   */
  act(unitId: string, actions: readonly PlantAction[]): void {
    const unit = this.unit(unitId);
    try {
      for (const action of actions) unit.plant.act(action);
    } finally {
      this.save();
    }
  }

  /** @throws Refusal */
  unit(unitId: string): DemoUnit {
    const unit = this.#units.find((candidate) => candidate.id === unitId);
    if (!unit) throw new Refusal('NOT_FOUND', `No simulated unit is called ${unitId}`, 'unitId');
    return unit;
  }

  /** For a unit that is behind the clock. */
  changePace(unitId: string, speed: number): void {
    setPace(this.unit(unitId), speed, this.#parts.now());
    this.save();
  }

  /**
   * Ends the batch of a unit and begins another, which may have to run as another unit: recorded time is never written
   * over. A batch with a past is brought up first; actions that are not possible leave everything as it was.
   * @returns the unit it runs as
   * @throws Refusal, or RangeError from its actions
   */
  async replace(unitId: string, wanted: WantedBatch): Promise<string> {
    this.unit(unitId);
    // The actions are tried on a plant of its own first; the age at which they act is that of the batch.
    const trial = demoBatchPlant(wanted);
    const pastS = wanted.speed > 1 ? 0 : Math.floor(wanted.headStartMs / 1000);
    await runTo(trial, pastS, this.#parts.pause);
    const old = this.unit(unitId);
    const now = this.#parts.now();
    const endedAt = timeOf(old);
    const start = Math.floor((now - wanted.headStartMs) / 1000) * 1000;
    const { plan, unitId: placed } = replaceBatch(this.#plan, unitId, endedAt, {
      inoculatedAt: wanted.headStartMs === 0 ? Math.max(endedAt, start) : start,
      preset: wanted.preset,
      seed: wanted.seed,
      actions: wanted.actions,
      pace: wanted.speed > 1 ? { speed: wanted.speed, ageS: 0 } : null,
    } satisfies Replacement);
    this.#plan = plan;
    const fresh = this.#planOf(placed);
    if (!fresh) return unitId;
    const unit = { ...createDemoUnit(fresh, now), plant: trial };
    this.#units = this.#units.map((other) => (other === old ? unit : other));
    this.#announceEnd(unitId);
    await this.#begin(unit);
    return placed;
  }

  /** A new batch is in its place: what it already lived through is history to fill. */
  async #begin(unit: DemoUnit): Promise<void> {
    unit.running = true;
    if (!unit.pace) {
      await runTo(unit.plant, dueS(unit, this.#parts.now()), this.#parts.pause);
      const lived = { from: unit.batch.inoculatedAt, to: timeOf(unit) + 1000 };
      if (unit.plant.ageS() > 0) this.#missed(unit.id, lived);
    }
    unit.running = false;
    this.#fillAt = Math.min(this.#fillAt, this.#parts.now());
    this.#tell(unit.id);
  }

  #withProgress(plan: UnitPlan): UnitPlan {
    const unit = this.#units.find((candidate) => candidate.id === plan.unitId);
    if (!unit) return plan;
    const pace = unit.pace && { speed: unit.pace.speed, ageS: unit.plant.ageS() };
    return { ...plan, pace, batch: { ...plan.batch, actions: [...unit.plant.log()] } };
  }

  #listen(): void {
    if (this.#attached && !this.#live) this.tick();
  }

  #advance(unit: DemoUnit): void {
    if (unit.running) return;
    if (unit.pace) return void this.#advanceBehind(unit);
    const due = dueS(unit, this.#parts.now());
    if (due - unit.plant.ageS() > mostLateS) return void this.#catchUp(unit, due);
    while (unit.plant.ageS() < due) {
      unit.plant.step();
      const t = timeOf(unit);
      if (this.#live) tellReadings(unit.plant, unit.encoder, t, this.#publish);
      else if (this.#asked) this.#missed(unit.id, { from: t, to: t + 1000 });
    }
    if (unit.plant.ageS() >= endS(unit)) this.#turnOver(unit);
  }

  /** A unit behind the clock waits where it is while there is no station: nothing of it is missed. */
  async #advanceBehind(unit: DemoUnit): Promise<void> {
    const station = this.#station;
    const { now, pause } = this.#parts;
    if (!station || !this.#attached) {
      if (unit.pace) setPace(unit, unit.pace.speed, now());
      return;
    }
    unit.running = true;
    try {
      await runBehind(unit, now(), pause, (columns) => station.submit(columns));
      if (!this.#units.includes(unit)) return;
      if (unit.plant.ageS() >= endS(unit)) this.#turnOver(unit);
      else if (unit.plant.ageS() >= dueS(unit, now())) this.#inStep(unit);
    } catch (error) {
      if (unit.pace) setPace(unit, unit.pace.speed, now());
      this.#failed(error);
    } finally {
      unit.running = false;
    }
  }

  #inStep(unit: DemoUnit): void {
    unit.pace = null;
    this.save();
  }

  readonly #publish = (message: WireMessage): void => this.#parts.broker.publish(message, false);

  /** The machine slept: the plant went on, and history gets the stretch afterwards. */
  async #catchUp(unit: DemoUnit, due: number): Promise<void> {
    unit.running = true;
    const from = timeOf(unit) + 1000;
    await runTo(unit.plant, Math.min(due, endS(unit)), this.#parts.pause);
    if (this.#units.includes(unit)) this.#missed(unit.id, { from, to: timeOf(unit) + 1000 });
    this.#fillAt = Math.min(this.#fillAt, this.#parts.now());
    unit.running = false;
  }

  #turnOver(unit: DemoUnit): void {
    this.#plan = turnOver(this.#plan, unit.id, timeOf(unit));
    const next = this.#planOf(unit.id);
    if (!next) return;
    const follower = createDemoUnit(next, this.#parts.now());
    this.#units = this.#units.map((other) => (other === unit ? follower : other));
    this.#tell(unit.id);
  }

  /** Saves, and tells broker and station of the batch that runs on a unit now. */
  #tell(unitId: string): void {
    const plan = this.#planOf(unitId);
    if (plan) this.#announce(plan);
    this.save();
    if (this.#attached) this.#station?.attach(this.#plan, this.#parts.broker.port).catch(this.#failed);
  }

  #announce({ unitId, batch, ended }: UnitPlan): void {
    const last = ended[0];
    if (last) this.#announceBatch(unitId, last, last.endedAt);
    this.#announceBatch(unitId, batch);
  }

  /** The retained words on a unit that gave way to another must not go on saying that it runs. */
  #announceEnd(unitId: string): void {
    const last = this.#plan.retired.find((unit) => unit.unitId === unitId)?.ended[0];
    if (last) this.#announceBatch(unitId, last, last.endedAt);
  }

  #announceBatch(unitId: string, batch: BatchPlan, endedAt?: number): void {
    const facts = { ...batchFactsOf(unitId, batch.preset, batch.inoculatedAt), id: batch.id };
    const payload = batchPayload(endedAt === undefined ? facts : { ...facts, endedAt });
    this.#parts.broker.publish({ topic: `bt/${unitId}/batch`, payload }, true);
  }

  async #askHistory(station: DemoStation): Promise<void> {
    for (const unit of this.#units) {
      const times = await station.lastTimes(unit.id, measuredTags);
      const known = times.filter((t) => t !== null && t >= unit.batch.inoculatedAt) as number[];
      const from = known.length > 0 ? Math.min(...known) + 1 : unit.batch.inoculatedAt;
      if (unit.plant.ageS() > 0) this.#missed(unit.id, { from, to: timeOf(unit) + 1000 });
    }
    this.#asked = true;
    this.save();
  }

  #planOf(unitId: string): UnitPlan | undefined {
    return this.#plan.units.find((unit) => unit.unitId === unitId);
  }

  #setHoles(unitId: string, change: (unit: UnitPlan) => UnitPlan['holes']): void {
    const units = this.#plan.units.map((unit) =>
      unit.unitId === unitId ? { ...unit, holes: change(unit) } : unit,
    );
    this.#plan = { ...this.#plan, units };
  }

  #missed(unitId: string, stretch: Hole): void {
    this.#setHoles(unitId, (unit) => addHole(unit.holes, stretch));
  }

  async #fill(): Promise<void> {
    const station = this.#station;
    if (!station) return;
    this.#filling = true;
    this.#fillAt = Infinity;
    try {
      await fillHoles(this.#plan.units, {
        now: this.#parts.now(),
        pause: this.#parts.pause,
        submit: (columns) => station.submit(columns),
        filled: (unitId, stretch) => {
          this.#setHoles(unitId, (unit) => closeHole(unit.holes, stretch));
          this.save();
        },
      });
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
