import type { PersonPlace } from './batch-options';

/** A running station over its REST, with a person's session. */
export interface SignedInStation {
  readonly name: string;
  /** @throws Error with the words of a refusal */
  ask<T>(method: 'GET' | 'POST', path: string, input?: unknown): Promise<T>;
  signOut(): Promise<void>;
}

/** Signs a person in at a running station. @throws Error with the words of a refusal */
export async function signedIn({
  url,
  user,
  totp,
  password,
}: PersonPlace & { readonly password: string }): Promise<SignedInStation> {
  const { origin, searchParams } = new URL(url);
  const token = searchParams.get('token') ?? '';
  const ask = async <T>(method: string, path: string, input: unknown, session?: string): Promise<T> => {
    const headers = {
      // The token lets this machine in; what a person may is the session's.
      ...(session === undefined
        ? { authorization: `Bearer ${token}` }
        : { cookie: `bt_token=${token}`, 'x-session': session }),
      'content-type': 'application/json',
    };
    const body = method === 'GET' || input === undefined ? {} : { body: JSON.stringify(input) };
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...body }).catch(
      (error: unknown) => {
        throw new Error(`The station does not answer at ${origin}`, { cause: error });
      },
    );
    const json: unknown = await answer.json().catch(() => ({}));
    if (answer.ok) return json as T;
    throw new Error(refusedWords(json) ?? `The station answered ${answer.status}`);
  };
  const { key, me } = await ask<{ key: string; me: { name: string } }>('POST', '/people/sign-in', {
    userId: user,
    password,
    ...(totp === undefined ? {} : { totp }),
  });
  return {
    name: me.name,
    ask: (method, path, input) => ask(method, path, input, key),
    signOut: async () => {
      await ask('POST', '/people/sign-out', {}, key).catch(() => undefined);
    },
  };
}

function refusedWords(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { data, message } = json as { data?: unknown; message?: unknown };
  if (typeof data === 'object' && data !== null && 'words' in data) return String(data.words);
  return typeof message === 'string' ? message : undefined;
}
