import type { z } from 'zod';
import { brokerConnectionSchema, connectionSecretsSchema } from '../../../shared/model/connection';
import type { BrokerConnection, ConnectionSecrets } from '../../../shared/model/connection';
import type { ConnectionId } from '../../../shared/model/identity';

/** A connection while it is being typed. Secrets: undefined keeps what is stored, empty removes it. */
export interface Draft {
  readonly name: string;
  readonly enabled: boolean;
  readonly host: string;
  readonly port: number | '';
  readonly tls: boolean;
  readonly caPem: string;
  readonly certPem: string;
  readonly protocol: '3.1.1' | '5';
  readonly clientId: string;
  readonly username: string;
  readonly dialect: BrokerConnection['dialect'];
  readonly topics: readonly string[];
  readonly autoUnits: boolean;
  readonly scale: BrokerConnection['scale'];
  readonly password: string | undefined;
  readonly keyPem: string | undefined;
}

export type DraftField = keyof Draft;
export type DraftErrors = Partial<Record<DraftField, string>>;
export type SaveInput = BrokerConnection & { secrets: ConnectionSecrets };

/** What a new connection starts from. */
export function emptyDraft(clientId: string): Draft {
  return {
    name: '',
    enabled: true,
    host: '',
    port: 1883,
    tls: false,
    caPem: '',
    certPem: '',
    protocol: '3.1.1',
    clientId,
    username: '',
    dialect: 'auto',
    topics: [],
    autoUnits: true,
    scale: '15L',
    password: undefined,
    keyPem: undefined,
  };
}

/** A stored connection as a draft; secrets stay where they are. */
export function draftOf({ broker, ...connection }: BrokerConnection): Draft {
  const { name, enabled, dialect, topics, autoUnits, scale } = connection;
  return {
    name,
    enabled,
    dialect,
    topics,
    autoUnits,
    scale,
    ...broker,
    password: undefined,
    keyPem: undefined,
  };
}

const inputSchema = brokerConnectionSchema.extend({ secrets: connectionSecretsSchema });

/** The draft as the station takes it, or what is wrong with which field, in the words of the shared schema. */
export function checkDraft(
  id: string,
  draft: Draft,
): { readonly input: SaveInput } | { readonly errors: DraftErrors } {
  const { password, keyPem, caPem, certPem, ...rest } = draft;
  const { host, port, tls, protocol, clientId, username, name, enabled, dialect, topics, autoUnits, scale } =
    rest;
  const parsed = inputSchema.safeParse({
    id,
    name: name.trim(),
    kind: 'mqtt',
    enabled,
    broker: { host: host.trim(), port, tls, caPem, certPem, protocol, clientId, username },
    dialect,
    topics,
    autoUnits,
    scale,
    secrets: {
      ...(password === undefined ? {} : { password }),
      ...(keyPem === undefined ? {} : { keyPem }),
    },
  });
  return parsed.success ? { input: withoutUndefined(parsed.data) } : { errors: errorsOf(parsed.error) };
}

/** zod types an absent secret as `undefined`; the contract knows only absent. */
function withoutUndefined({ secrets, ...connection }: z.infer<typeof inputSchema>): SaveInput {
  const { password, keyPem } = secrets;
  return {
    ...connection,
    secrets: { ...(password === undefined ? {} : { password }), ...(keyPem === undefined ? {} : { keyPem }) },
  };
}

const fieldNames: ReadonlySet<string> = new Set(Object.keys(emptyDraft('x')));

/** First message of every field; an issue of something a person cannot type counts for the name. */
function errorsOf(error: z.ZodError): DraftErrors {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.findLast((part) => typeof part === 'string' && fieldNames.has(part));
    errors[typeof field === 'string' ? field : 'name'] ??= issue.message;
  }
  return errors;
}

/** An id from the name that no other connection has: `Plant broker` gives `plant-broker`. */
export function proposeConnectionId(name: string, taken: readonly (string | ConnectionId)[]): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  const base = slug === '' || slug === 'new' ? 'broker' : slug;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
