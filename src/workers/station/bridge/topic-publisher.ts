import { pichiaTopic } from '../../../../drivers/mqtt/dialects/pichia-topic';
import type { Publish } from '../../../../drivers/mqtt/open';
import { qualityLevel } from '../../../shared/model/quality';
import type { BridgedReading } from './bridged-reading';
import type { BridgedUnit, Publisher, PublisherHost } from './publisher';

/** A dialect of plain topics: one message per reading. */
interface TopicDialect {
  topic(unitId: string, tag: string): string;
  batchTopic(unitId: string): string;
  /** Undefined where the dialect cannot carry it. */
  payload(reading: BridgedReading, seq: number, now: number): string | undefined;
}

/** A number without a time is taken for one of now: an older one would be a lie. */
const freshMs = 10_000;

const dialects: Readonly<Record<'bt' | 'pichia', TopicDialect>> = {
  bt: {
    topic: (unitId, tag) => `bt/${unitId}/${tag}`,
    batchTopic: (unitId) => `bt/${unitId}/batch`,
    payload: ({ t, value, quality, unit }, seq) =>
      JSON.stringify({ t, v: value, q: quality, seq, ...(unit === '' ? {} : { u: unit }) }),
  },
  pichia: {
    topic: pichiaTopic,
    batchTopic: (unitId) => `bioprocess/pichia/${unitId}/manual_events/batch`,
    payload: ({ t, value, quality }, _seq, now) => {
      if (now - t > freshMs) return undefined;
      return value === null || qualityLevel(quality) === 'bad' ? 'NaN' : String(value);
    },
  },
};

export function createTopicPublisher(id: 'bt' | 'pichia', host: PublisherHost): Publisher {
  const dialect = dialects[id];
  const announced = new Map<string, string>();
  const encoder = new TextEncoder();
  let publish: Publish | undefined;
  let seq = 0;

  const announce = (): void => {
    for (const unit of host.units()) {
      const text = announcementOf(unit);
      const topic = dialect.batchTopic(unit.unit.id);
      if (text === undefined || announced.get(topic) === text) continue;
      announced.set(topic, text);
      // A link that fails ends, and announces everything again when it is back.
      void publish?.({ topic, payload: encoder.encode(text), qos: 1, retain: true }).catch(() => undefined);
    }
  };
  return {
    filters: [],
    keepSentMs: 0,
    begin: (give) => {
      publish = give;
      announce();
    },
    message: () => undefined,
    waitsFor: () => '',
    send: async (readings) => {
      const give = publish;
      if (!give) throw new Error('not connected');
      const now = host.now();
      const under: Promise<void>[] = [];
      for (const reading of readings) {
        const text = dialect.payload(reading, (seq += 1), now);
        if (text === undefined) continue;
        const topic = dialect.topic(reading.unitId, reading.tag);
        under.push(give({ topic, payload: encoder.encode(text), qos: 1, retain: false }));
      }
      await Promise.all(under);
      return readings.length - under.length;
    },
    announce,
    leave: () => undefined,
    figures: () => ({ births: 0, session: null }),
  };
}

/** The batch in the form our own dialects read; undefined where there never was one. */
function announcementOf({ unit, batch }: BridgedUnit): string | undefined {
  if (!batch) return undefined;
  const { id, name, inoculatedAt, endedAt, simulated } = batch;
  const { scale, startVolumeL } = unit;
  return JSON.stringify({ batch: id, name, inoculatedAt, endedAt, simulated, scale, startVolumeL });
}
