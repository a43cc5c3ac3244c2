import { bridgeSchema, type Bridge } from '../../../../shared/model/bridge';
import type { ConnectionSecrets } from '../../../../shared/model/connection';
import { brokerOf, secretsOf, withBroker } from '../broker-part';
import { emptyDraft, type Draft } from '../connection-draft';
import { firstErrors } from '../first-errors';

/** What a bridge has beside its broker. */
type Own = Pick<Bridge, 'units' | 'group' | 'node' | 'primaryHost'> & {
  readonly writes: Bridge['dialect'];
  readonly queueMb: number | '';
};

/** A bridge while it is being typed: a broker's draft, and what goes there. */
export type BridgeDraft = Draft & Own;

/** What a new bridge starts from. */
export function emptyBridgeDraft(clientId: string): BridgeDraft {
  return {
    ...emptyDraft(clientId),
    writes: 'bt',
    units: [],
    group: 'bioprocess-twin',
    node: 'station',
    primaryHost: '',
    queueMb: 100,
  };
}

/** A stored bridge as a draft; secrets stay where they are. */
export function bridgeDraftOf(bridge: Bridge): BridgeDraft {
  const { broker, name, enabled, dialect: writes, units, group, node, primaryHost, queueMb } = bridge;
  const base = withBroker({ ...emptyDraft(''), enabled }, name, broker);
  return { ...base, writes, units, group, node, primaryHost, queueMb };
}

export type BridgeInput = Bridge & { readonly secrets: ConnectionSecrets };

/** The draft as the station takes it, or what is wrong with which field. */
export function checkBridgeDraft(
  id: string,
  draft: BridgeDraft,
): { readonly input: BridgeInput } | { readonly errors: Record<string, string> } {
  const { writes, units, group, node, primaryHost, queueMb } = draft;
  const read = bridgeSchema.safeParse({
    id,
    name: draft.name.trim(),
    enabled: draft.enabled,
    broker: brokerOf(draft),
    dialect: writes,
    units,
    group: group.trim(),
    node: node.trim(),
    primaryHost: primaryHost.trim(),
    queueMb,
  });
  return read.success
    ? { input: { ...read.data, secrets: secretsOf(draft) } }
    : { errors: firstErrors(read.error) };
}
