import type { DialectId } from '../../src/shared/model/connection';
import type { Decoded, RefusalKind } from '../driver';
import { bt } from './dialects/bt';
import type { Dialect, PayloadRead, Place } from './dialects/dialect';
import { readAnyTopic } from './dialects/any-topic';
import { orc } from './dialects/orc';
import { orcOld } from './dialects/orc-old';
import { pichia } from './dialects/pichia';
import { excerptOf } from './excerpt';
import { readText } from './read-text';
import { readingAt } from './reading-at';
import { createTopicTable } from './topic-table';

const known = [pichia, orc, orcOld, bt];

const dialects: Readonly<Record<DialectId, Dialect>> = {
  auto: { topics: ['#'], rules: known.flatMap((dialect) => dialect.rules) },
  pichia,
  orc,
  'orc-old': orcOld,
  bt,
};

/** Topic filters of a dialect, for connections that name none of their own. */
export function defaultTopics(dialect: DialectId): readonly string[] {
  return dialects[dialect].topics;
}

export type Decode = (topic: string, payload: Uint8Array, seenTime: number, retained: boolean) => Decoded;

/**
 * Makes the decoder of a dialect. It never throws and never drops: a sensor's message whose number cannot be read
 * becomes a reading without a value, and the refusal says why.
 */
export function createDecoder(dialect: DialectId): Decode {
  const routeOf = createTopicTable(dialects[dialect].rules);
  return (topic, payload, seenTime, retained) => {
    const route = routeOf(topic);
    if (!route) return decodeUnknown(payload, { unitKey: '', tag: topic, seenTime, retained });
    const place = { unitKey: route.unitKey, tag: route.tag, seenTime, retained };
    if (route.rule.payload === 'no-reading') return { readings: [] };
    const body = readText(payload);
    if ('text' in body) return withRefusal(route.rule.read(body.text, place), topic, payload);
    const readings = route.rule.payload === 'sensor' ? [readingAt(place, null)] : [];
    return withRefusal({ readings, problem: body.problem }, topic, payload);
  };
}

/** A topic nobody knows may carry anything: an unreadable payload is nothing to complain about. */
function decodeUnknown(payload: Uint8Array, place: Place): Decoded {
  const body = readText(payload);
  return 'text' in body ? readAnyTopic(body.text, place) : { readings: [readingAt(place, null)] };
}

function withRefusal({ problem, ...read }: PayloadRead, topic: string, payload: Uint8Array): Decoded {
  return problem ? { ...read, refusal: refusalOf(problem, topic, payload) } : read;
}

/** A refusal with the beginning of what was refused. */
export function refusalOf(
  kind: RefusalKind,
  topic: string,
  payload: Uint8Array,
): NonNullable<Decoded['refusal']> {
  return { kind, topic, excerpt: excerptOf(payload) };
}
