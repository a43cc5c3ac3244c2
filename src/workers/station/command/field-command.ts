import { fingerprintOf, type FieldEntry, type FieldHead } from '../../../shared/model/field-file';
import { Refusal } from '../../../shared/model/refusal';
import { keepPrivate } from '../../host/keep-private';
import { openField } from '../field/read-field';

/** `bt field`: whether a field file is what was recorded, and what is in it. Needs no station and no data folder. */
const help = `Checks a field file: every line against its signature and the line before it.
  npx bt field FILE.btfield
Answers 0 where it is whole, 1 where it was altered, damaged or is no field file, 3 where its end is missing.
`;

keepPrivate();
const [path] = process.argv.slice(2);
process.exitCode =
  path === undefined || path === '--help' || path === '-h' ? usage(path !== undefined) : await check(path);

function usage(asked: boolean): number {
  process[asked ? 'stdout' : 'stderr'].write(help);
  return asked ? 0 : 2;
}

async function check(file: string): Promise<number> {
  try {
    const reader = await openField(file);
    let values = 0;
    for await (const entry of reader.entries()) {
      if (entry.kind === 'head') tellHead(entry);
      else tellEntry(entry);
      if (entry.kind === 'values') values += entry.channel.length;
    }
    const { end, sha256 } = reader.through();
    tell(`SHA-256 ${sha256}`);
    tell(`${values.toLocaleString('en')} values`);
    tell(end ? 'Whole: every line is what was signed, and none is missing' : 'Its end is missing: what is there is what was signed; more may have been'); // prettier-ignore
    return end ? 0 : 3;
  } catch (error) {
    process.stderr.write(`${error instanceof Refusal ? error.words : String(error)}\n`);
    return 1;
  }
}

function tellHead({ name, by, computer, stationId, startedAt, key, devices, channels }: FieldHead): void {
  tell(`${name}, recorded by ${by} on ${computer} (station ${stationId}) from ${timeText(startedAt)}`);
  tell(`Key ${fingerprintOf(key.keyId)}`);
  for (const { key: device, driverWords, identity } of devices)
    tell(
      `Device ${device}: ${[driverWords, identity.serialNumber].filter((part) => part !== '').join(', ')}`,
    );
  for (const { words, unit, unitId, tag } of channels)
    tell(`Channel ${`${words} ${unit}`.trim()}${tag === '' ? '' : `, for ${unitId ?? '?'}/${tag}`}`);
}

function tellEntry(entry: Exclude<FieldEntry, FieldHead>): void {
  if (entry.kind === 'note') tell(`${timeText(entry.at)} ${entry.by}: ${entry.words}`);
  if (entry.kind === 'device') tell(`${timeText(entry.at)} ${entry.device}: ${entry.words}`);
  if (entry.kind === 'end')
    tell(`Ended ${timeText(entry.at)} (${entry.reason}) by ${entry.by}. ${entry.words}`.trim());
}

function timeText(t: number): string {
  return new Date(t).toISOString();
}

function tell(words: string): void {
  process.stdout.write(`${words}\n`);
}
