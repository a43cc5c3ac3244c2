import type { OnnxAttribute, OnnxGraph, OnnxNode } from '../export-onnx/onnx-model';
import { treeGraph } from '../export-onnx/tree-graph';
import type { TreeModel } from '../boosting/tree-model';
import type { Band } from './band';
import type { HybridModel } from './hybrid-model';
import type { Line, LinearTerm } from './linear-part';

const double = 11;
const float = 1;

/** Nodes of a graph, with names that nothing else has. */
class Nodes {
  readonly list: OnnxNode[] = [];
  readonly tensors: OnnxGraph['tensors'][number][] = [];
  #count = 0;

  add(
    op: string,
    inputs: readonly string[],
    attributes: readonly OnnxAttribute[] = [],
    output?: string,
  ): string {
    this.#count += 1;
    const to = output ?? `n${this.#count}`;
    this.list.push({ op, inputs, outputs: [to], attributes });
    return to;
  }

  doubles(values: readonly number[]): string {
    return this.add('Constant', [], [{ name: 'value', doubles: values }]);
  }

  /** One tree model as a column of the rows, its nodes under a prefix of their own. */
  trees(model: TreeModel, prefix: string): string {
    const graph = treeGraph(model, { graph: prefix, input: 'features', output: `${prefix}_sum` });
    const rename = (name: string): string =>
      name === 'features' || name === `${prefix}_sum` ? name : `${prefix}_${name}`;
    for (const node of graph.nodes)
      this.list.push({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) });
    for (const tensor of graph.tensors) this.tensors.push({ ...tensor, name: rename(tensor.name) });
    const wide = this.add('Cast', [`${prefix}_sum`], [{ name: 'to', int: double }]);
    return this.add(
      'ReduceMean',
      [wide],
      [
        { name: 'axes', ints: [1] },
        { name: 'keepdims', int: 0 },
      ],
    );
  }
}

/**
 * Line, trees and band as one graph of standard operators: float32 features in; value, low and high out. Sums are taken
 * in double precision, so that it answers as the trainer does.
 */
export function hybridGraph(model: HybridModel, band: Band): OnnxGraph {
  const nodes = new Nodes();
  const wide = nodes.add('Cast', ['features'], [{ name: 'to', int: double }]);
  const line = lineNodes(nodes, model, wide);
  const score = model.trees ? nodes.add('Add', [line, nodes.trees(model.trees, 'trees')]) : line;
  const { low, high } = bandNodes(nodes, model, band, line, score);
  for (const [from, to] of [
    [score, 'value'],
    [low, 'low'],
    [high, 'high'],
  ] as const) {
    const value = model.logTarget ? nodes.add('Exp', [from]) : from;
    nodes.add('Cast', [value], [{ name: 'to', int: float }], to);
  }
  return {
    name: 'soft-sensor',
    inputs: [{ name: 'features', dims: ['rows', model.featureNames.length] }],
    outputs: ['value', 'low', 'high'].map((name) => ({ name, dims: ['rows'] })),
    tensors: nodes.tensors,
    nodes: nodes.list,
  };
}

/** The first line that has all its features. */
function lineNodes(nodes: Nodes, model: HybridModel, wide: string): string {
  return model.line.toReversed().reduce((before, line) => {
    const answer = oneLine(nodes, line, model.featureNames, wide);
    if (line.terms.length === 0) return answer;
    const index = nodes.add(
      'Constant',
      [],
      [{ name: 'value_ints', ints: line.terms.map(({ feature }) => feature) }],
    );
    const otherwise = before === '' ? nodes.doubles([Number.NaN]) : before;
    const missing = nodes.add('IsNaN', [nodes.add('Gather', [wide, index], [{ name: 'axis', int: 1 }])]);
    const count = nodes.add(
      'ReduceMean',
      [nodes.add('Cast', [missing], [{ name: 'to', int: double }])],
      [
        { name: 'axes', ints: [1] },
        { name: 'keepdims', int: 0 },
      ],
    );
    return nodes.add('Where', [nodes.add('Greater', [count, nodes.doubles([0])]), otherwise, answer]);
  }, '');
}

function oneLine(nodes: Nodes, line: Line, featureNames: readonly string[], wide: string): string {
  const part = (terms: readonly LinearTerm[], form: LinearTerm['form']): string[] => {
    if (terms.length === 0) return [];
    const index = nodes.add(
      'Constant',
      [],
      [{ name: 'value_ints', ints: terms.map(({ feature }) => feature) }],
    );
    const gathered = nodes.add('Gather', [wide, index], [{ name: 'axis', int: 1 }]);
    const above = nodes.add('Max', [gathered, nodes.doubles(terms.map(({ low }) => low))]);
    const held = nodes.add('Min', [above, nodes.doubles(terms.map(({ high }) => high))]);
    const column = form === 'ln' ? nodes.add('Log', [held]) : held;
    return [nodes.add('MatMul', [column, nodes.doubles(terms.map(({ weight }) => weight))])];
  };
  const parts = (['ln', 'x'] as const).flatMap((form) =>
    part(
      line.terms.filter((term) => term.form === form),
      form,
    ),
  );
  // A line without columns is a constant as long as there are rows.
  const none = (): string =>
    nodes.add('MatMul', [finite(nodes, wide), nodes.doubles(featureNames.map(() => 0))]);
  const sum = parts.length === 0 ? none() : parts.reduce((a, b) => nodes.add('Add', [a, b]));
  return nodes.add('Add', [sum, nodes.doubles([line.intercept])]);
}

/** Zero for every number, also for a missing one. */
function finite(nodes: Nodes, wide: string): string {
  const missing = nodes.add('IsNaN', [wide]);
  return nodes.add('Cast', [missing], [{ name: 'to', int: double }]);
}

function bandNodes(
  nodes: Nodes,
  model: HybridModel,
  band: Band,
  line: string,
  score: string,
): { low: string; high: string } {
  if (band.trees) {
    const ends = [nodes.trees(band.trees.lower, 'lower'), nodes.trees(band.trees.upper, 'upper')].map((end) =>
      nodes.add('Add', [line, end]),
    );
    const q = nodes.doubles([band.q]);
    return {
      low: nodes.add('Sub', [nodes.add('Min', ends), q]),
      high: nodes.add('Add', [nodes.add('Max', ends), q]),
    };
  }
  const half = model.logTarget ? relativeHalf(nodes, band, score) : nodes.doubles([band.q]);
  return { low: nodes.add('Sub', [score, half]), high: nodes.add('Add', [score, half]) };
}

/** q·√(settled² + (early/ŷ)²). */
function relativeHalf(nodes: Nodes, { q, settled, early }: Band, score: string): string {
  const inverse = nodes.add('Exp', [nodes.add('Mul', [score, nodes.doubles([-2])])]);
  const grown = nodes.add('Mul', [inverse, nodes.doubles([early ** 2])]);
  const square = nodes.add('Add', [grown, nodes.doubles([settled ** 2])]);
  return nodes.add('Mul', [nodes.add('Sqrt', [square]), nodes.doubles([q])]);
}
