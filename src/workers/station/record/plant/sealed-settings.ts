import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { PlantStore } from './plant-store';
import { seal, unseal } from './sealed-secret';

type SealedSettings = Pick<PlantStore, 'getSealed' | 'putSealed'>;

const sealedSchema = z.object({ sealed: z.base64() });

/** Secrets that belong to no connection, as settings: sealed under the master key for their name alone. */
export function sealedSettingsIn(db: Database, key: Buffer): SealedSettings {
  const get = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const put = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare<[string]>('DELETE FROM setting WHERE key = ?');
  const place = (name: string): string => `sealed/${name}`;
  return {
    getSealed: (name) => {
      const value = get.get(place(name));
      if (value === undefined) return undefined;
      const { sealed } = sealedSchema.parse(JSON.parse(value));
      return unseal(Buffer.from(sealed, 'base64'), place(name), key);
    },
    putSealed: (name, secret) => {
      if (secret === undefined) remove.run(place(name));
      else {
        const sealed = seal(secret, place(name), key).toString('base64');
        put.run(place(name), JSON.stringify({ sealed }));
      }
    },
  };
}
