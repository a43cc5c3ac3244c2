import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { encodeOnnx, type OnnxGraph } from './onnx-model';
import { varintField } from './protobuf';

const producer = { name: 'test', version: '1' };

async function run(graph: OnnxGraph, rows: readonly (readonly number[])[]): Promise<number[]> {
  const session = await InferenceSession.create(encodeOnnx(graph, producer), { intraOpNumThreads: 1 });
  const width = rows[0]?.length ?? 0;
  const x = new Tensor('float32', Float32Array.from(rows.flat()), [rows.length, width]);
  const answer = await session.run({ x });
  return Array.from(answer['y']?.data ?? [], Number);
}

describe('ONNX writer', () => {
  it('writes a graph that the runtime loads and that computes what it says', async () => {
    const graph: OnnxGraph = {
      name: 'exp-of-line',
      inputs: [{ name: 'x', dims: ['rows', 2] }],
      outputs: [{ name: 'y', dims: ['rows', 1] }],
      tensors: [
        { name: 'w', dims: [2, 1], values: [0.5, -2] },
        { name: 'b', dims: [1], values: [1] },
        { name: 'least', dims: [1], values: [-1] },
      ],
      nodes: [
        { op: 'MatMul', inputs: ['x', 'w'], outputs: ['xw'] },
        { op: 'Add', inputs: ['xw', 'b'], outputs: ['line'] },
        { op: 'Max', inputs: ['line', 'least'], outputs: ['floored'] },
        { op: 'Exp', inputs: ['floored'], outputs: ['y'] },
      ],
    };
    const answer = await run(graph, [
      [2, 0.5],
      [0, 10],
    ]);
    expect(answer).toEqual([expect.closeTo(Math.exp(1), 6), expect.closeTo(Math.exp(-1), 6)]);
  });

  it('carries attributes: Gemm with factors and a transposed weight', async () => {
    const graph: OnnxGraph = {
      name: 'gemm',
      inputs: [{ name: 'x', dims: ['rows', 3] }],
      outputs: [{ name: 'y', dims: ['rows', 1] }],
      tensors: [
        { name: 'w', dims: [1, 3], values: [1, 2, 3] },
        { name: 'b', dims: [1], values: [10] },
      ],
      nodes: [
        {
          op: 'Gemm',
          inputs: ['x', 'w', 'b'],
          outputs: ['y'],
          attributes: [
            { name: 'alpha', float: 0.5 },
            { name: 'beta', float: 2 },
            { name: 'transB', int: 1 },
          ],
        },
      ],
    };
    expect(await run(graph, [[1, 1, 2]])).toEqual([24.5]);
  });

  it('is the same bytes every time and refuses what cannot be encoded', () => {
    const graph: OnnxGraph = { name: 'g', inputs: [], outputs: [], tensors: [], nodes: [] };
    expect(encodeOnnx(graph, producer)).toEqual(encodeOnnx(graph, producer));
    const wrong = { ...graph, tensors: [{ name: 'w', dims: [2, 2], values: [1] }] };
    expect(() => encodeOnnx(wrong, producer)).toThrow('Tensor w: 1 values for 4');
    expect(() => varintField(1, -1)).toThrow(RangeError);
    expect(Array.from(varintField(1, 300))).toEqual([8, 0xac, 0x02]);
  });
});
