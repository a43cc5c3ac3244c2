import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { batchIdSchema, unitIdSchema, type BatchId, type UnitId } from '../../../shared/model/identity';
import { meaningCodes, type MeaningCode } from '../../../shared/model/signature';
import { OptionProblem } from './data-options';

const shared = `  --url URL            the address that the running station printed, token included
  --user ID            user id of the person; the password is asked for, or taken from BT_PASSWORD
  --totp CODE          one-time code, where the account has one
`;

export const batchHelp = {
  create: `Makes the record of a new batch at a running station, as the person who signs in. Prints the id of the batch.
  npx bt create --url URL --user ID --unit UNIT --record FILE
${shared}  --unit UNIT          bioreactor
  --record FILE        JSON with the fields of the batch record
  --set NAME=VALUE     one field (repeatable; over the file)
  --answer RULE=WHY    the reason that a rule asks for (repeatable)
  --at TIME            when it was (ISO 8601; default: now)
`,
  close: `Ends a batch and proposes its closure, as the person who signs in. What still stands in the way is listed.
  npx bt close --url URL --user ID --batch ID
${shared}  --batch ID           batch
  --abort REASON       aborts it instead of ending it
  --sign MEANING       signs the batch too, as far as it is open to this person, e.g. TECH
  --reason WORDS       reason for moves and meanings that ask for one
`,
} as const;
export type BatchCommand = keyof typeof batchHelp;

export interface PersonPlace {
  readonly url: string;
  readonly user: string;
  readonly totp: string | undefined;
}

export interface CreateOrder extends PersonPlace {
  readonly unit: UnitId;
  readonly body: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<string, string>>;
  readonly at: number;
}

export interface CloseOrder extends PersonPlace {
  readonly batch: BatchId;
  readonly abort: string | undefined;
  readonly sign: MeaningCode | undefined;
  readonly reason: string | undefined;
}

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const person = { url: text, user: text, totp: text };

/** @throws OptionProblem, or what parseArgs says */
export function createOrder(args: readonly string[], now: number): CreateOrder {
  const options = { ...person, unit: text, record: text, set: many, answer: many, at: text };
  const { values } = parseArgs({ args: [...args], options });
  const unit = unitIdSchema.safeParse(values.unit);
  if (!unit.success) throw new OptionProblem('--unit needs the id of a bioreactor');
  const at = values.at === undefined ? now : Date.parse(values.at);
  if (Number.isNaN(at)) throw new OptionProblem(`--at needs an ISO 8601 time, not ${values.at ?? ''}`);
  const body = {
    ...(values.record === undefined ? {} : fileOf(values.record)),
    ...pairs(values.set, '--set', valueOf),
  };
  return { ...placeOf(values), unit: unit.data, body, answers: pairs(values.answer, '--answer', String), at };
}

/** @throws OptionProblem, or what parseArgs says */
export function closeOrder(args: readonly string[]): CloseOrder {
  const { values } = parseArgs({
    args: [...args],
    options: { ...person, batch: text, abort: text, sign: text, reason: text },
  });
  const batch = batchIdSchema.safeParse(values.batch);
  if (!batch.success) throw new OptionProblem('--batch ID is missing');
  const sign = z.enum(meaningCodes).optional().safeParse(values.sign);
  if (!sign.success) throw new OptionProblem(`--sign needs one of ${meaningCodes.join(', ')}`);
  return {
    ...placeOf(values),
    batch: batch.data,
    abort: values.abort,
    sign: sign.data,
    reason: values.reason,
  };
}

function placeOf({
  url,
  user,
  totp,
}: {
  url?: string | undefined;
  user?: string | undefined;
  totp?: string | undefined;
}): PersonPlace {
  if (url === undefined || !URL.canParse(url) || !new URL(url).searchParams.has('token'))
    throw new OptionProblem('--url must be the address that the station printed, ending in ?token=…');
  if (user === undefined) throw new OptionProblem('--user ID is missing: it is done by a person');
  return { url, user, totp };
}

function fileOf(path: string): Record<string, unknown> {
  const read = z.record(z.string(), z.unknown()).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success) throw new OptionProblem(`${path} holds no fields: it needs a JSON object`);
  return read.data;
}

function pairs<T>(
  given: readonly string[] | undefined,
  option: string,
  read: (text: string) => T,
): Record<string, T> {
  return Object.fromEntries(
    (given ?? []).map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new OptionProblem(`${option} needs NAME=VALUE, not ${pair}`);
      return [pair.slice(0, at), read(pair.slice(at + 1))];
    }),
  );
}

/** Numbers and yes or no as such, anything else as text. */
function valueOf(given: string): string | number | boolean {
  if (given === 'true' || given === 'false') return given === 'true';
  return given.trim() !== '' && Number.isFinite(Number(given)) ? Number(given) : given;
}
