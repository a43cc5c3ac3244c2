import type { PersonActor } from '../../../../shared/model/actor';
import { channelId, unitIdSchema, type BatchId } from '../../../../shared/model/identity';
import { newUnit } from '../../../../shared/model/process-unit';
import type { PersonRole } from '../../../../shared/model/role';
import { roleRights } from '../../../../shared/model/role';
import type { MeaningCode, Signature } from '../../../../shared/model/signature';
import { packColumns } from '../../../../shared/contract/series-columns';
import { emptyColumns } from '../../../../shared/contract/series-columns';
import { actAs } from '../../acting';
import type { LiveSample } from '../../live/live';
import { createPlant } from '../../plant/plant';
import { createQuality } from '../../quality/create-quality';
import { contentHash } from '../../record/ledger/content-hash';
import { qualityIn } from '../../record/quality/quality-in';
import { recordsIn } from '../../record/records/records-in';
import { signaturesIn } from '../../record/signatures/signatures-in';
import { emptyRaw } from '../../record/raw-columns';
import { scratchLedger } from '../../record/testing/scratch-ledger';
import { createSigning } from '../../signing/create-signing';
import { createRecords } from '../create-records';
import { gateTags } from '../line-memory';
import type { RecordsDesk } from '../records-room';

export const r1 = unitIdSchema.parse('R1');
export const start = Date.UTC(2026, 0, 5, 8);
const minute = 60_000;

/** One person of each role, two technicians and two engineers. */
export const staff: Readonly<Record<string, PersonRole>> = {
  dana: 'technician',
  tom: 'technician',
  emil: 'engineer',
  eva: 'engineer',
  sina: 'scientist',
  rita: 'qa-reviewer',
  quinn: 'qa-approver',
  ada: 'administrator',
  vic: 'viewer',
};
export const actorOf = (id: string): PersonActor => ({
  kind: 'person',
  personId: id,
  userId: id,
  name: id,
  roles: [staff[id] ?? 'viewer'],
  sessionId: `session of ${id}`,
});

/** Line values at which every gate is met. */
export const fit: Readonly<Record<string, number>> = {
  Temp_Broth: 30,
  pH: 5,
  DO: 98,
  Stir_PV: 400,
  Stir_SP: 400,
  Gas_Flow_Inlet: 1,
  OffGas_CO2: 0.05,
  OffGas_O2: 20.9,
};

/** The records room on a records.db on the disk, with the real rooms of ledger, signatures and quality. */
export function recordsUnderTest(options: { dir?: string; people?: boolean } = {}) {
  const scratch = scratchLedger({ at: start, ...(options.dir === undefined ? {} : { dir: options.dir }) });
  const { db, ledger } = scratch;
  let clock = start;
  const now = (): number => clock;
  const plant = createPlant(scratch.plant, now);
  if (plant.units().length === 0) plant.saveUnit(newUnit(r1, '1L', false));
  for (const tag of Object.keys(fit)) plant.ensureChannel(r1, tag);
  const latest = new Map<number, LiveSample>();
  const rolesAt = (id: string): PersonRole[] => (staff[id] === undefined ? [] : [staff[id]]);
  const people = {
    inUse: () => options.people ?? true,
    nameOf: (id: string) => id,
    rolesAt,
    may: (id: string, right: string) =>
      rolesAt(id).some((role) => roleRights[role].some((one) => one === right)),
    asked: () => ['password' as const],
    prove: () => Promise.resolve(['password' as const]),
  };
  const everybody = () => Object.keys(staff).map((personId) => ({ personId, name: personId }));
  const quality = createQuality({ keep: qualityIn(db), ledger, people, everybody, now });
  const signing = createSigning({
    keep: signaturesIn(db),
    ledger,
    people,
    quality,
    stationId: 's',
    zone: 'UTC',
    clockTrusted: () => ledger.clockTrusted(),
    now,
  });
  const keep = recordsIn(db);
  const notesKept: BatchId[] = [];
  const desk: RecordsDesk = createRecords({
    keep,
    ledger,
    clockTrusted: () => ledger.clockTrusted(),
    stationId: 's',
    zone: 'Europe/Berlin',
    people,
    everybody,
    quality,
    plant,
    store: scratch.plant,
    latest: (series) => latest.get(series),
    historian: {
      grid: ({ channels, from, to }) =>
        Promise.resolve({
          head: { from, to, channels: channels.map(({ id }) => ({ id, level: '30s' as const, points: 0 })) },
          data: packColumns(channels.map(() => emptyColumns(0))),
        }),
      newest: (series) => Promise.resolve(series.map((one) => latest.get(one) ?? null)),
      raw: () => Promise.resolve(emptyRaw(0)),
    },
    phase: () => ({ phase: 'batch', since: null }),
    campaignOf: () => null,
    notesKept: (id) => void notesKept.push(id),
    changed: () => undefined,
    tell: () => undefined,
    now,
    signing,
    phasesSet: () => [],
  });
  for (const kind of desk.signables()) signing.register(kind);
  plant.keptInRecords((id) => keep.findBatch(id) !== undefined);

  const as = <T>(id: string, run: () => T): T => {
    scratch.as(actorOf(id));
    return actAs(actorOf(id), run);
  };
  /** One value of each channel, now. */
  const feed = (values: Readonly<Record<string, number>> = fit, t = clock): void => {
    for (const [tag, value] of Object.entries(values)) {
      const channel = plant.channel(channelId(r1, tag));
      if (!channel) continue;
      const sample = { series: channel.series, t, value, quality: 0, seenAt: clock };
      latest.set(channel.series, sample);
      desk.observe(channel, sample);
    }
  };
  /** A quarter of an hour of good values, one every 10 s. */
  const settle = (values: Readonly<Record<string, number>> = fit): void => {
    for (let t = clock; t <= clock + 16 * minute; t += 10_000) feed(values, t);
    pass(16 * minute);
    feed(values);
  };
  const pass = (ms: number): void => {
    clock += ms;
    scratch.pass(ms);
  };
  const sign = async (
    who: string,
    type: 'record' | 'batch',
    id: string,
    meaning: MeaningCode,
    reason?: string,
  ): Promise<Signature> => {
    const found = desk
      .signables()
      .find((kind) => kind.type === type)
      ?.find(id);
    if (!found) throw new Error(`nothing to sign: ${id}`);
    const subject = { type, id, version: found.version, contentHash: contentHash(found.content) };
    return as(who, () => signing.sign(subject, meaning, { userId: who, password: 'x' }, reason));
  };
  const plantNotes = (id: BatchId) => scratch.plant.listNotes(id);
  const scratchNotes = (id: BatchId): string[] => plantNotes(id).map(({ kind }) => kind);
  return {
    ...scratch,
    plantStore: scratch.plant,
    plantNotes,
    scratchNotes,
    desk,
    plant,
    quality,
    signing,
    keep,
    as,
    feed,
    settle,
    pass,
    sign,
    now,
    notesKept,
    gateTags,
  };
}
export type RecordsUnderTest = ReturnType<typeof recordsUnderTest>;
