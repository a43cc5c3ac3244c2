import type { OutputTransform, TreeModel } from '../boosting/tree-model';
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor } from './onnx-model';
import { treeNodes, type TreeNodes } from './tree-nodes';

export interface TreeGraphNames {
  readonly graph: string;
  readonly input: string;
  readonly output: string;
}

/** Element type double of ONNX. */
const double = 11;

/**
 * A tree model as a graph of standard operators: one float32 row of features in, the transformed answers out.
 *
 * In double precision (the default) the float32 input is widened first, so every threshold keeps its bits and the sum
 * is taken in double; answers are float32. In single precision thresholds become the largest float32 not above them
 * (which decides every float32 input alike), but the sum of many trees is only good to a few parts in a million.
 * @throws RangeError where the model has too many categories to be written
 */
export function treeGraph(
  model: TreeModel,
  names: TreeGraphNames,
  precision: 'double' | 'single' = 'double',
): OnnxGraph {
  const outputs = model.base.length;
  const widened = precision === 'double' ? [cast(names.input, 'wide')] : [];
  const from = precision === 'double' ? 'wide' : names.input;
  const last = model.transform === 'identity' ? names.output : 'score';
  const end = transformNodes(model, last, names.output);
  return {
    name: names.graph,
    inputs: [{ name: names.input, dims: ['rows', model.featureNames.length] }],
    outputs: [{ name: names.output, dims: ['rows', outputs] }],
    tensors: end.tensors,
    nodes: [...widened, ensemble(treeNodes(model, precision), model, precision, from, last), ...end.nodes],
  };
}

function cast(from: string, to: string): OnnxNode {
  return { op: 'Cast', inputs: [from], outputs: [to], attributes: [{ name: 'to', int: double }] };
}

function ensemble(
  nodes: TreeNodes,
  model: TreeModel,
  precision: 'double' | 'single',
  from: string,
  to: string,
): OnnxNode {
  const numbers = (name: string, values: readonly number[]): OnnxAttribute =>
    precision === 'double' ? { name: `${name}_as_tensor`, doubles: values } : { name, floats: values };
  return {
    op: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    inputs: [from],
    outputs: [to],
    attributes: [
      { name: 'n_targets', int: model.base.length },
      { name: 'aggregate_function', text: 'SUM' },
      { name: 'post_transform', text: 'NONE' },
      numbers('base_values', model.base),
      { name: 'nodes_treeids', ints: nodes.treeIds },
      { name: 'nodes_nodeids', ints: nodes.nodeIds },
      { name: 'nodes_featureids', ints: nodes.features },
      numbers('nodes_values', nodes.values),
      { name: 'nodes_modes', texts: nodes.modes },
      { name: 'nodes_truenodeids', ints: nodes.whenTrue },
      { name: 'nodes_falsenodeids', ints: nodes.whenFalse },
      { name: 'nodes_missing_value_tracks_true', ints: nodes.missingTrue },
      { name: 'target_treeids', ints: nodes.leafTrees },
      { name: 'target_nodeids', ints: nodes.leafNodes },
      { name: 'target_ids', ints: nodes.leafOutputs },
      numbers('target_weights', nodes.leafValues),
    ],
  };
}

/** The transform as operators of their own: runtimes have been seen to ignore the ensemble's `post_transform`. */
function transformNodes(
  { transform, sigmoidSlope }: TreeModel,
  from: string,
  to: string,
): { nodes: OnnxNode[]; tensors: OnnxTensor[] } {
  const one = (op: string, attributes: OnnxAttribute[] = []): OnnxNode[] => [
    { op, inputs: [from], outputs: [to], attributes },
  ];
  const plain: Record<Exclude<OutputTransform, 'sigmoid'>, OnnxNode[]> = {
    identity: [],
    exp: one('Exp'),
    softmax: one('Softmax', [{ name: 'axis', int: 1 }]),
  };
  if (transform !== 'sigmoid') return { nodes: plain[transform], tensors: [] };
  return {
    nodes: [
      { op: 'Mul', inputs: [from, 'slope'], outputs: ['sloped'] },
      { op: 'Sigmoid', inputs: ['sloped'], outputs: [to] },
    ],
    tensors: [{ name: 'slope', dims: [1], values: [sigmoidSlope] }],
  };
}
