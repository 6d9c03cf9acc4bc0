import attentionScores from '../../../shaders/attention-scores.wgsl?raw';
import attentionWeights from '../../../shaders/attention-weights.wgsl?raw';
import blendScores from '../../../shaders/blend-scores.wgsl?raw';
import moments from '../../../shaders/moments.wgsl?raw';
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

/** The fused attention kernel for so many heads over rows of so many (padded) dimensions. */
export function attentionShader(heads: number, paddedDimension: number): Shader {
  const COUNT = paddedDimension <= EXACT_IN_F32 ? 'f32' : 'i32';
  return shader(`attention-scores ${heads} ${COUNT}`, expandShader(attentionScores, { HEADS: heads, COUNT }), [U, U, R, R, R, R, W]);
}

export const MOMENTS = shader('moments', moments, [U, R, R, W]);
export const BLEND = shader('blend-scores', blendScores, [U, R, R, R, R, W, W]);
export const HISTOGRAM = shader('select-histogram', `${selectionStructs}\n${selectHistogram}`, [U, U, R, R, W]);
export const PICK = shader('select-pick', `${selectionStructs}\n${selectPick}`, [U, W, W]);
export const COMPACT = shader('select-compact', `${selectionStructs}\n${selectCompact}`, [U, R, R, R, R, W]);
export const WEIGHTS = shader('attention-weights', attentionWeights, [U, U, R, R, R, R, R, W, W]);

function shader(label: string, source: string, bindings: readonly Binding[]): Shader {
  return { label, code: `${requestStructs}\n${source}`, bindings };
}
