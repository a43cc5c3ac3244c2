/** A topic of the Sparkplug B namespace, taken apart. */
export type SparkplugTopic =
  | { readonly kind: NodeMessage; readonly group: string; readonly node: string }
  | { readonly kind: DeviceMessage; readonly group: string; readonly node: string; readonly device: string }
  | { readonly kind: 'STATE'; readonly host: string };

const nodeMessages = ['NBIRTH', 'NDATA', 'NDEATH', 'NCMD'] as const;
const deviceMessages = ['DBIRTH', 'DDATA', 'DDEATH', 'DCMD'] as const;
export type NodeMessage = (typeof nodeMessages)[number];
export type DeviceMessage = (typeof deviceMessages)[number];

export const sparkplugNamespace = 'spBv1.0';

/** @returns undefined for a topic that is none of Sparkplug B */
export function parseSparkplugTopic(topic: string): SparkplugTopic | undefined {
  const [namespace, group, word, node, device, more] = topic.split('/');
  if (namespace !== sparkplugNamespace || !group || more !== undefined) return undefined;
  if (group === 'STATE') return word && node === undefined ? { kind: 'STATE', host: word } : undefined;
  const ofNode = nodeMessages.find((kind) => kind === word);
  if (ofNode) return node && device === undefined ? { kind: ofNode, group, node } : undefined;
  const ofDevice = deviceMessages.find((kind) => kind === word);
  return ofDevice && node && device ? { kind: ofDevice, group, node, device } : undefined;
}

/** Where a host application says that it is there. */
export function stateTopic(hostId: string): string {
  return `${sparkplugNamespace}/STATE/${hostId}`;
}

export function nodeTopic(kind: NodeMessage, group: string, node: string): string {
  return `${sparkplugNamespace}/${group}/${kind}/${node}`;
}

export function deviceTopic(kind: DeviceMessage, group: string, node: string, device: string): string {
  return `${sparkplugNamespace}/${group}/${kind}/${node}/${device}`;
}
