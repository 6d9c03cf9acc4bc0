/**
 * The graph that a user of onnxruntime would write for attention over a history, as the bytes of an ONNX model:
 *
 *   s = candidates · keys;  weights = Softmax(s/τ + bias);  TopK(ReduceSum(weights · s))
 *
 * @param candidates [rows, dimension], part of the model, so that they stay where it runs
 * @returns a model with inputs keys [dimension, events] and bias [events], and output rows [k]
 */
export function attentionGraph(candidates: Float32Array, rows: number, dimension: number, events: number, temperature: number, k: number): Uint8Array<ArrayBuffer> {
  const graph = [
    ...node('MatMul', ['candidates', 'keys'], ['s']),
    ...node('Mul', ['s', 'inverse'], ['scaled']),
    ...node('Add', ['scaled', 'bias'], ['logits']),
    ...node('Softmax', ['logits'], ['weights'], bytes(5, [...text(1, 'axis'), ...number(3, -1), ...number(20, 2)])),
    ...node('Mul', ['weights', 's'], ['parts']),
    ...node('ReduceSum', ['parts', 'axis'], ['scores'], bytes(5, [...text(1, 'keepdims'), ...number(3, 0), ...number(20, 2)])),
    ...node('TopK', ['scores', 'k'], ['values', 'rows']),
    ...text(2, 'attention'),
    ...tensor('inverse', FLOAT, [], new Uint8Array(Float32Array.of(1 / temperature).buffer)),
    ...tensor('axis', INT64, [1], new Uint8Array(BigInt64Array.of(1n).buffer)),
    ...tensor('k', INT64, [1], new Uint8Array(BigInt64Array.of(BigInt(k)).buffer)),
    ...bytes(11, valueInfo('keys', FLOAT, [dimension, events])),
    ...bytes(11, valueInfo('bias', FLOAT, [events])),
    ...bytes(12, valueInfo('rows', INT64, [k])),
  ];
  // The candidates are many bytes: they are not spread into arrays.
  const data = new Uint8Array(candidates.buffer, candidates.byteOffset, candidates.byteLength);
  const header = [...number(1, rows), ...number(1, dimension), ...number(2, FLOAT), ...text(8, 'candidates'), ...varint((9 << 3) | 2), ...varint(data.length)];
  const initialiser = [...varint((5 << 3) | 2), ...varint(header.length + data.length), ...header];
  const length = graph.length + initialiser.length + data.length;
  const before = [...number(1, 8), ...bytes(8, [...text(1, ''), ...number(2, 13)]), ...varint((7 << 3) | 2), ...varint(length), ...graph, ...initialiser];
  const model = new Uint8Array(before.length + data.length);
  model.set(before);
  model.set(data, before.length);
  return model;
}

const FLOAT = 1, INT64 = 7;

function node(kind: string, inputs: readonly string[], outputs: readonly string[], attribute: number[] = []): number[] {
  return bytes(1, [...inputs.flatMap((name) => text(1, name)), ...outputs.flatMap((name) => text(2, name)), ...text(4, kind), ...attribute]);
}

function tensor(name: string, type: number, shape: readonly number[], data: Uint8Array): number[] {
  return bytes(5, [...shape.flatMap((size) => number(1, size)), ...number(2, type), ...text(8, name), ...bytes(9, [...data])]);
}

function valueInfo(name: string, type: number, shape: readonly number[]): number[] {
  return [...text(1, name), ...bytes(2, bytes(1, [...number(1, type), ...bytes(2, shape.flatMap((size) => bytes(1, number(1, size))))]))];
}

// Protocol buffers: a field is its number and wire type, then a varint or a length and as many bytes.

function number(field: number, value: number): number[] {
  return [...varint(field << 3), ...varint(value)];
}

function text(field: number, value: string): number[] {
  return bytes(field, [...new TextEncoder().encode(value)]);
}

function bytes(field: number, value: readonly number[]): number[] {
  return [...varint((field << 3) | 2), ...varint(value.length), ...value];
}

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  return [...out, Number(rest)];
}
