"""Writes the student as an ONNX graph, without torch's exporter: few bits in the file, int8 products when it runs.

Inputs input_ids, attention_mask [batch, sequence] int64; output last_hidden_state [batch, sequence, 384] float32.
Weights unpack by ordinary operators, which onnxruntime folds once on loading. An activation has one scale per token, so a
text's vector does not depend on its company in a batch. Attention, skip and gelu are onnxruntime's fused operators.
"""
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from bert import HEADS, WIDTH
from quantise import BLOCK, LEVELS, Packed, pack_rows, pack_weight
from student import LAYERS

FUSED = 'com.microsoft'
EPSILON = 1e-12
# Four bits hold −7 … 7 as 1 … 15.
ZERO = LEVELS + 1


class Graph:
    """Nodes and initialisers under construction; an operator returns the name of its output."""

    def __init__(self):
        self.nodes, self.initialisers = [], []

    def constant(self, name: str, values) -> str:
        self.initialisers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def once(self, name: str, values) -> str:
        return name if any(i.name == name for i in self.initialisers) else self.constant(name, values)

    def float32(self, name: str, halves: np.ndarray) -> str:
        """A float16 constant for use as float32, widened once on loading: few GPUs have operators on halves."""
        return self.op('Cast', self.constant(name, halves), to=TensorProto.FLOAT)

    def op(self, kind: str, *inputs: str, domain: str = '', outputs: int = 1, **attributes):
        names = [f'{kind}_{len(self.nodes)}' + (f'_{i}' if outputs > 1 else '') for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=names[0], domain=domain, **attributes))
        return names if outputs > 1 else names[0]

    def nibbles(self, name: str, values: np.ndarray, axis: int) -> str:
        """uint8 0 … 15, two to a byte: the first half along the axis in the low bits, the second in the high."""
        low, high = np.split(values.astype(np.uint8), 2, axis)
        return self.unpacked(self.constant(name, low | (high << 4)), axis)

    def unpacked(self, packed: str, axis: int) -> str:
        low = self.op('BitwiseAnd', packed, self.once('fifteen', np.uint8(15)))
        high = self.op('BitShift', packed, self.once('four', np.uint8(4)), direction='RIGHT')
        return self.op('Concat', low, high, axis=axis)

    def weight(self, name: str, packed: Packed) -> tuple[str, str]:
        """→ int8 [in, out] and its scale [out]."""
        q = (packed.q.T.numpy() + ZERO).astype(np.uint8)
        size, out = q.shape
        integer = lambda n: self.op('Cast', n, to=TensorProto.INT32)
        levels = self.op('Sub', integer(self.nibbles(f'{name}.q', q, 0)), self.once('zero', np.int32(ZERO)))
        blocks = self.op('Reshape', levels, self.once(f'blocks.{size}.{out}', np.int64([size // BLOCK, BLOCK, out])))
        multiplier = integer(self.nibbles(f'{name}.multiplier', packed.multiplier.T.numpy(), 0))
        product = self.op('Mul', blocks, self.op('Unsqueeze', multiplier, self.once('one', np.int64([1]))))
        flat = self.op('Reshape', product, self.once(f'flat.{size}.{out}', np.int64([size, out])))
        return self.op('Cast', flat, to=TensorProto.INT8), self.constant(f'{name}.scale', packed.scale.numpy())

    def by_row(self, x: str) -> tuple[str, str]:
        """Activations as uint8 about 128, and their scale per row."""
        largest = self.op('ReduceMax', self.op('Abs', x), self.once('last', np.int64([-1])), keepdims=1)
        scale = self.op('Mul', self.op('Max', largest, self.once('tiny', np.float32(1e-6))), self.once('per_level', np.float32(1 / 127)))
        # The cast cuts off: half a level more makes it round.
        shifted = self.op('Add', self.op('Div', x, scale), self.once('middle', np.float32(128.5)))
        return self.op('Cast', shifted, to=TensorProto.UINT8), scale

    def product(self, name: str, x: str, packed: Packed) -> str:
        """x · weightᵀ without bias."""
        weight, scale = self.weight(name, packed)
        integers, row_scale = self.by_row(x)
        whole = self.op('MatMulInteger', integers, weight, self.once('centre', np.uint8(128)))
        return self.op('Mul', self.op('Mul', self.op('Cast', whole, to=TensorProto.FLOAT), row_scale), scale)


def build(state: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """@param state the student's state_dict"""
    g = Graph()
    array = lambda name: state[name].float().numpy()
    norm = lambda p: (g.constant(f'{p}.gamma', array(f'{p}.weight')), g.constant(f'{p}.beta', array(f'{p}.bias')))
    x = embed(g, state)
    x = g.op('LayerNormalization', x, *norm('ln'), axis=-1, epsilon=EPSILON)
    mask = g.op('Cast', 'attention_mask', to=TensorProto.INT32)
    for layer in range(len(LAYERS)):
        p = f'layers.{layer}.'
        packed = lambda *names: pack_weight(torch.cat([state[f'{p}{n}.weight'].float() for n in names]))
        qkv = g.product(f'{p}qkv', x, packed('q', 'k', 'v'))
        q, k, v = g.op('Split', qkv, outputs=3, axis=-1, num_outputs=3)
        bias = g.constant(f'{p}qkv.bias', np.concatenate([array(f'{p}{n}.bias') for n in 'qkv']))
        context = g.op('MultiHeadAttention', q, k, v, bias, mask, domain=FUSED, num_heads=HEADS)
        add = lambda name, y, ln: g.op('SkipLayerNormalization', y, x, *norm(f'{p}{ln}'), g.constant(f'{p}{name}.bias', array(f'{p}{name}.bias')), domain=FUSED, epsilon=EPSILON)
        x = add('o', g.product(f'{p}o', context, packed('o')), 'ln1')
        inner = g.op('BiasGelu', g.product(f'{p}f1', x, packed('f1')), g.constant(f'{p}f1.bias', array(f'{p}f1.bias')), domain=FUSED)
        x = add('f2', g.product(f'{p}f2', inner, packed('f2')), 'ln2')
    g.nodes.append(helper.make_node('Identity', [x], ['last_hidden_state']))
    names = ('input_ids', 'attention_mask')
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ['batch_size', 'sequence_length']) for n in names]
    outputs = [helper.make_tensor_value_info('last_hidden_state', TensorProto.FLOAT, ['batch_size', 'sequence_length', WIDTH])]
    graph = helper.make_graph(g.nodes, 'student', inputs, outputs, g.initialisers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 18), helper.make_opsetid(FUSED, 1)], ir_version=8, producer_name='attune')
    onnx.checker.check_model(model)
    return model


def embed(g: Graph, state: dict[str, torch.Tensor]) -> str:
    """Rows of four bits, taken before they are unpacked; `up` in int8, whose product with the levels is exact."""
    q, scale = pack_rows(state['embedding.weight'].float())
    low, high = np.split((q.numpy() + ZERO).astype(np.uint8), 2, 1)
    rows = g.op('Gather', g.constant('embedding.q', low | (high << 4)), 'input_ids')
    levels = g.unpacked(rows, -1)
    up = state['up.weight'].float().numpy().T
    up_scale = np.abs(up).max(0) / 127
    whole = g.op('MatMulInteger', levels, g.constant('up.q', np.round(up / up_scale).astype(np.int8)), g.once('zero_level', np.uint8(ZERO)))
    row_scale = g.op('Gather', g.float32('embedding.scale', scale.half().numpy()[:, None]), 'input_ids')
    x = g.op('Mul', g.op('Mul', g.op('Cast', whole, to=TensorProto.FLOAT), row_scale), g.constant('up.scale', up_scale))
    length = g.op('Shape', 'input_ids', start=1, end=2)
    positions = g.float32('positions', (state['positions'] + state['up.bias']).half().numpy())
    return g.op('Add', x, g.op('Slice', positions, g.constant('start', np.int64([0])), length, g.constant('axis', np.int64([0]))))


def export(cache: Path, out: Path) -> None:
    state = torch.load(cache / 'weights.pt')
    (out / 'onnx').mkdir(parents=True, exist_ok=True)
    onnx.save(build(state), out / 'onnx/model_quantized.onnx')
