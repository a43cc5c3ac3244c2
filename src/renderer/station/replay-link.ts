import { ORPCError, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client';
import { isContractProcedure } from '@orpc/contract';
import type { AlarmList } from '../../shared/contract/alarms';
import { contract } from '../../shared/contract/contract';
import type { BatchSummary, UnitSummary } from '../../shared/contract/units';
import type { BatchNote } from '../../shared/model/batch-note';
import type { StationClient } from './station';
import { tr } from '../strings/translate';

type Link = ClientLink<ClientContext>;

export interface ReplayLinkOptions {
  readonly real: Link;
  readonly client: StationClient;
  readonly batchId: BatchSummary['id'];
  /** The moment that is shown. */
  readonly at: () => number;
  /** Phase and alarms as they are told now, so that lists can be asked for again when they move on. */
  readonly told: (unit: UnitSummary) => void;
}

/** Asked with POST because of their size; they change nothing. */
const onlyRead: ReadonlySet<string> = new Set([
  'series.read',
  'series.grid',
  'comparisons.overlay',
  'comparisons.cv',
  'comparisons.against',
  'comparisons.cancel',
]);
/** Of the session, which is the person's and not the plant's. */
const ofSession: ReadonlySet<string> = new Set([
  'people.extend',
  'people.lock',
  'people.resume',
  'people.signIn',
  'people.signOut',
]);

/**
 * The way to the station during a replay. What screens ask about the plant is answered as it was at the moment shown;
 * what happened later is not told; what would change anything is refused here and never reaches the station.
 */
export function createReplayLink(options: ReplayLinkOptions): Link {
  const { real, client, batchId, at } = options;
  const state = async (): Promise<{ unit: UnitSummary; alarms: AlarmList }> => {
    const found = await client.replays.state({ batchId, at: at() });
    options.told(found.unit);
    return found;
  };
  const asThen: Readonly<Record<string, (input: unknown, ask: () => Promise<unknown>) => Promise<unknown>>> =
    {
      'units.list': async () => [(await state()).unit],
      'units.hidden': async () => [],
      'alarms.list': async () => (await state()).alarms,
      'alarms.journal': async (_input, ask) => listed<{ at: number }>(await ask(), (one) => one.at <= at()),
      'batches.summaries': async (_input, ask) =>
        listed<BatchSummary>(await ask(), (one) => one.inoculatedAt <= at()).map((one) =>
          one.id === batchId ? { ...one, endedAt: null, plantNow: at() } : one,
        ),
      'batches.notes': async (_input, ask) => listed<BatchNote>(await ask(), (note) => note.at <= at()),
      'events.list': async (_input, ask) => listed<{ at: number }>(await ask(), (one) => one.at <= at()),
    };
  const call = async (
    path: readonly string[],
    input: unknown,
    callOptions: ClientOptions<ClientContext>,
  ): Promise<unknown> => {
    const verb = path.join('.');
    if (!isRead(path)) throw refused();
    const ask = (given: unknown = input): Promise<unknown> => real.call(path, given, callOptions);
    const own = asThen[verb];
    if (own) return own(input, ask);
    return ask(verb.startsWith('series.') || verb === 'units.current' ? cut(input, at()) : input);
  };
  return { call };
}

/** The answer of a list verb without what had not happened yet. */
function listed<T>(answer: unknown, happened: (one: T) => boolean): T[] {
  return Array.isArray(answer) ? (answer as T[]).filter(happened) : [];
}

/** A window ends where the replay is; without a moment, it is the one shown. */
function cut(input: unknown, at: number): unknown {
  if (typeof input !== 'object' || input === null) return input;
  if ('from' in input && 'to' in input && typeof input.to === 'number' && typeof input.from === 'number') {
    const to = Math.min(input.to, at);
    return to > input.from ? { ...input, to } : { ...input, from: Math.max(0, to - 1), to: Math.max(1, to) };
  }
  return { ...input, at: 'at' in input && typeof input.at === 'number' ? Math.min(input.at, at) : at };
}

function isRead([noun = '', name = '']: readonly string[]): boolean {
  const verb = `${noun}.${name}`;
  if (onlyRead.has(verb) || ofSession.has(verb)) return true;
  const its: unknown = Object.entries(contract).find(([one]) => one === noun)?.[1];
  const procedure: unknown =
    typeof its === 'object' && its !== null
      ? Object.entries(its).find(([one]) => one === name)?.[1]
      : undefined;
  return isContractProcedure(procedure) && procedure['~orpc'].route.method === 'GET';
}

/** "Unavailable": what waits to be sent goes on waiting, and is sent once the replay has ended. */
function refused(): ORPCError<string, { words: string }> {
  const words = tr('This is a replay: nothing is written. Leave it with Esc to go on.');
  return new ORPCError('UNAVAILABLE', { status: 503, message: words, data: { words } });
}
