import { join } from 'node:path';
import { Refusal } from '../../../shared/model/refusal';
import { lookAt, listFieldFiles } from './field-folder';
import { resumeFieldFile } from './field-writer';
import { openField } from './read-field';
import type { Sign } from './chain-line';

export interface CloseDeps {
  readonly folder: string;
  readonly sign: Sign;
  /** Name of the key that signs now: a file that another key began is left as it is. */
  readonly keyId: string;
  readonly now: () => number;
}

/**
 * Closes recordings that an earlier start left unfinished: power lost, killed, crashed. What was cut within its last
 * line is cut off; nothing else is touched. Answers what to tell a person, one line a file.
 */
export async function closeUnfinished({ folder, sign, keyId, now }: CloseDeps): Promise<string[]> {
  const told: string[] = [];
  for (const { file, state } of await listFieldFiles(folder, null)) {
    if (state !== 'unfinished') continue;
    told.push(await closeOne(join(folder, file), file, { sign, keyId, now }));
  }
  return told;
}

async function closeOne(
  path: string,
  name: string,
  { sign, keyId, now }: Omit<CloseDeps, 'folder'>,
): Promise<string> {
  try {
    const reader = await openField(path);
    let [values, lastAt, key] = [0, 0, ''];
    for await (const entry of reader.entries()) {
      if (entry.kind === 'head') [lastAt, key] = [entry.startedAt, entry.key.keyId];
      if (entry.kind !== 'values') continue;
      values += entry.channel.length;
      lastAt = entry.ms.reduce((latest, ms) => Math.max(latest, entry.from + ms), lastAt);
    }
    if (key !== keyId) return `${name} was recorded under another key and stays as it is`;
    const words = `Ended without being stopped (power, kill or crash), found and closed at ${new Date(now()).toISOString()}. At most the last second before ${new Date(lastAt).toISOString()} is missing`;
    const file = await resumeFieldFile(path, reader.through(), sign);
    try {
      await file.append([
        { kind: 'end', at: lastAt, by: 'station', reason: 'found-unfinished', values, repeated: 0, words },
      ]);
    } finally {
      await file.close();
    }
    const { startedAt } = await lookAt(path, false);
    const minutes = startedAt === null ? 0 : Math.max(0, Math.round((lastAt - startedAt) / 60_000));
    return `${name}: ${values.toLocaleString('en')} values in ${minutes} min were saved; at most the last second is missing`;
  } catch (error) {
    const words = error instanceof Refusal ? error.words : String(error);
    return `${name} could not be closed: ${words}`;
  }
}
