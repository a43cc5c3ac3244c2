import type { CategorySplit, Tree } from '../boosting/tree-model';

/** A node of a foreign tree, in its own numbering. */
export type ForeignNode =
  | { readonly leaf: number; readonly cover: number }
  | {
      readonly feature: number;
      readonly threshold: number;
      readonly left: number;
      readonly right: number;
      readonly missingLeft: boolean;
      readonly cover: number;
      readonly zeroMissing?: boolean;
      readonly category?: Omit<CategorySplit, 'node'>;
    };

/**
 * Our form of a foreign tree: children after their parent, nodes that nothing leads to left out.
 * @param nodeAt describes a node; throws where it does not exist
 * @param mostNodes more than this is a circle
 */
export function buildTree(
  output: number,
  root: number,
  nodeAt: (id: number) => ForeignNode,
  mostNodes: number,
): Tree {
  const order: number[] = [root];
  const nodes: ForeignNode[] = [];
  const children: [number, number][] = [];
  for (let i = 0; i < order.length; i++) {
    const node = nodeAt(order[i] ?? root);
    nodes.push(node);
    children.push([order.length, order.length + 1]);
    if (!('leaf' in node)) order.push(node.left, node.right);
    if (order.length > mostNodes) throw new RangeError('its nodes lead in a circle');
  }
  const categories = nodes.flatMap((node, i) =>
    'leaf' in node || !node.category ? [] : [{ node: i, ...node.category }],
  );
  const inner = (pick: (node: Exclude<ForeignNode, { leaf: number }>) => number): number[] =>
    nodes.map((node) => ('leaf' in node ? 0 : pick(node)));
  return {
    output,
    feature: Int32Array.from(nodes, (node) => ('leaf' in node ? -1 : node.feature)),
    threshold: Float64Array.from(inner((node) => node.threshold)),
    left: Int32Array.from(nodes, (node, i) => ('leaf' in node ? 0 : (children[i]?.[0] ?? 0))),
    right: Int32Array.from(nodes, (node, i) => ('leaf' in node ? 0 : (children[i]?.[1] ?? 0))),
    missingLeft: Uint8Array.from(inner((node) => (node.missingLeft ? 1 : 0))),
    value: Float64Array.from(nodes, (node) => ('leaf' in node ? node.leaf : 0)),
    cover: Float64Array.from(nodes, (node) => node.cover),
    ...(categories.length > 0 && { categories }),
    ...(nodes.some((node) => 'zeroMissing' in node && node.zeroMissing) && {
      zeroMissing: Uint8Array.from(inner((node) => (node.zeroMissing ? 1 : 0))),
    }),
  };
}
