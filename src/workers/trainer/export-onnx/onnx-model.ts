import {
  bytesField,
  doubleBytes,
  floatBytes,
  floatField,
  message,
  varintField,
  type Field,
} from './protobuf';

/** Attribute of a node: a number or a text, or a list of them. */
export type OnnxAttribute =
  | { readonly name: string; readonly float: number }
  | { readonly name: string; readonly int: number }
  | { readonly name: string; readonly ints: readonly number[] }
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly floats: readonly number[] }
  | { readonly name: string; readonly texts: readonly string[] }
  /** A tensor of one dimension in double precision. */
  | { readonly name: string; readonly doubles: readonly number[] };

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: readonly OnnxAttribute[];
  /** Operator set; empty for the standard one, `ai.onnx.ml` for trees. */
  readonly domain?: string;
}

/** A constant float32 tensor of the graph. */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: readonly number[];
}

/** A float32 input or output; a text dimension is free. */
export interface OnnxValue {
  readonly name: string;
  readonly dims: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

const irVersion = 8;
const opset = 17;
const float32 = 1;
const float64 = 11;

/**
 * The bytes of an ONNX model (ir_version 8, opset 17), field numbers of onnx.proto3. Nothing in it depends on time or
 * machine: the same graph gives the same bytes.
 */
export function encodeOnnx(graph: OnnxGraph, producer: { name: string; version: string }): Uint8Array {
  const extraDomains = [...new Set(graph.nodes.map((node) => node.domain ?? ''))].filter((d) => d !== '');
  return message(
    varintField(1, irVersion),
    bytesField(2, producer.name),
    bytesField(3, producer.version),
    bytesField(7, encodeGraph(graph)),
    bytesField(8, operatorSet('', opset)),
    extraDomains.map((domain) => bytesField(8, operatorSet(domain, 3))),
  );
}

function operatorSet(domain: string, version: number): Uint8Array {
  return message(bytesField(1, domain), varintField(2, version));
}

function encodeGraph(graph: OnnxGraph): Uint8Array {
  return message(
    graph.nodes.map((node, i) => bytesField(1, encodeNode(node, `${node.op}_${i}`))),
    bytesField(2, graph.name),
    graph.tensors.map((tensor) => bytesField(5, encodeTensor(tensor))),
    graph.inputs.map((value) => bytesField(11, encodeValue(value))),
    graph.outputs.map((value) => bytesField(12, encodeValue(value))),
  );
}

function encodeNode(node: OnnxNode, name: string): Uint8Array {
  return message(
    node.inputs.map((input) => bytesField(1, input)),
    node.outputs.map((output) => bytesField(2, output)),
    bytesField(3, name),
    bytesField(4, node.op),
    (node.attributes ?? []).map((attribute) => bytesField(5, encodeAttribute(attribute))),
    node.domain ? bytesField(7, node.domain) : [],
  );
}

function encodeAttribute(attribute: OnnxAttribute): Uint8Array {
  return message(bytesField(1, attribute.name), attributeValue(attribute));
}

/** Value and the type number that the standard demands beside it (field 20). */
function attributeValue(attribute: OnnxAttribute): Field[] {
  if ('float' in attribute) return [floatField(2, attribute.float), varintField(20, 1)];
  if ('int' in attribute) return [varintField(3, attribute.int), varintField(20, 2)];
  if ('ints' in attribute) return [...attribute.ints.map((i) => varintField(8, i)), varintField(20, 7)];
  if ('text' in attribute) return [bytesField(4, attribute.text), varintField(20, 3)];
  if ('floats' in attribute) return [bytesField(7, floatBytes(attribute.floats)), varintField(20, 6)];
  if ('texts' in attribute) return [...attribute.texts.map((t) => bytesField(9, t)), varintField(20, 8)];
  return [bytesField(5, encodeDoubles(attribute.doubles)), varintField(20, 4)];
}

function encodeTensor({ name, dims, values }: OnnxTensor): Uint8Array {
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (size !== values.length) throw new RangeError(`Tensor ${name}: ${values.length} values for ${size}`);
  return message(
    dims.map((dim) => varintField(1, dim)),
    varintField(2, float32),
    bytesField(8, name),
    bytesField(9, floatBytes(values)),
  );
}

function encodeDoubles(values: readonly number[]): Uint8Array {
  return message(varintField(1, values.length), varintField(2, float64), bytesField(9, doubleBytes(values)));
}

function encodeValue({ name, dims }: OnnxValue): Uint8Array {
  const shape = message(
    dims.map((dim) => bytesField(1, typeof dim === 'number' ? varintField(1, dim) : bytesField(2, dim))),
  );
  const tensorType = message(varintField(1, float32), bytesField(2, shape));
  return message(bytesField(1, name), bytesField(2, bytesField(1, tensorType)));
}
