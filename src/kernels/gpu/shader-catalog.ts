import attentionScores from '../../../shaders/attention-scores.wgsl?raw';
import attentionWeights from '../../../shaders/attention-weights.wgsl?raw';
import blendScores from '../../../shaders/blend-scores.wgsl?raw';
import moments from '../../../shaders/moments.wgsl?raw';
import productHalf from '../../../shaders/product-half.wgsl?raw';
import productPacked from '../../../shaders/product-packed.wgsl?raw';
import productRegisters from '../../../shaders/product-registers.wgsl?raw';
import productTiled from '../../../shaders/product-tiled.wgsl?raw';
import requestStructs from '../../../shaders/request.wgsl?raw';
import selectCompact from '../../../shaders/select-compact.wgsl?raw';
import selectHistogram from '../../../shaders/select-histogram.wgsl?raw';
import selectPick from '../../../shaders/select-pick.wgsl?raw';
import selectionStructs from '../../../shaders/selection.wgsl?raw';
import { expandShader } from './expand-shader.ts';

export type Binding = 'uniform' | 'read-only-storage' | 'storage';

/** A compute shader with its explicit bind-group layout: binding i is `bindings[i]`. */
export interface Shader {
  label: string;
  code: string;
  bindings: readonly Binding[];
}

const U = 'uniform', R = 'read-only-storage', W = 'storage';

/** Longest rows whose int8 dots are exact as sums in f32: 1040 · 127² < 2²⁴. */
const EXACT_IN_F32 = 1040;

/** How the dots are computed: `shaders/product-*.wgsl`. Which is fastest depends on the device. */
export type Product = 'tiled' | 'registers' | 'packed' | 'half';

const PRODUCTS: Record<Product, string> = { tiled: productTiled, registers: productRegisters, packed: productPacked, half: productHalf };

/** A way to compute attention: all give the same dots to the bit. */
export interface AttentionWay {
  product: Product;
  /** Whether states are merged from register to register as far as a subgroup reaches. */
  subgroups: boolean;
}

/** A form of the fused attention kernel. */
export interface AttentionForm extends AttentionWay {
  heads: number;
  paddedDimension: number;
  /** Whether the weights read values of their own. */
  values: boolean;
  /** Whether the largest logit is sought, or a bound of it is known. */
  online: boolean;
}

export function attentionShader({ product, subgroups, heads, paddedDimension, values, online }: AttentionForm): Shader {
  const COUNT = product !== 'packed' && paddedDimension <= EXACT_IN_F32 ? 'f32' : 'i32';
  const TILE = product === 'packed' || product === 'half' ? 'u32' : COUNT;
  const dots = (NAME: string, EVENTS: string) => expandShader(PRODUCTS[product], { NAME, EVENTS, COUNT });
  const parts = [
    expandShader(attentionScores, { HEADS: heads, COUNT, TILE, VALUES: Number(values), KEYS: Number(!values), ONLINE: Number(online), SUBGROUPS: Number(subgroups) }),
    dots('key_dots', 'history'),
    ...(values ? [dots('value_dots', 'values')] : []),
  ];
  const label = ['attention-scores', product, ...(subgroups ? ['subgroups'] : []), heads, COUNT, ...(values ? ['values'] : []), online ? 'online' : 'bounded'].join(' ');
  return shader(label, parts.join('\n'), [U, U, R, R, R, R, W, W, ...(values ? [R, R] as const : [])], subgroups ? 'enable subgroups;\n' : '');
}

export const MOMENTS = shader('moments', moments, [U, R, R, W]);
export const BLEND = shader('blend-scores', blendScores, [U, R, R, R, R, W, W]);
export const HISTOGRAM = shader('select-histogram', `${selectionStructs}\n${selectHistogram}`, [U, U, R, R, W]);
export const PICK = shader('select-pick', `${selectionStructs}\n${selectPick}`, [U, W, W]);
export const COMPACT = shader('select-compact', `${selectionStructs}\n${selectCompact}`, [U, R, R, R, R, W]);
export const WEIGHTS = shader('attention-weights', attentionWeights, [U, U, R, R, R, R, R, W, W]);

function shader(label: string, source: string, bindings: readonly Binding[], directives = ''): Shader {
  return { label, code: `${directives}${requestStructs}\n${source}`, bindings };
}
