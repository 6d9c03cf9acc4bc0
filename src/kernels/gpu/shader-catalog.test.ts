import { readdirSync, readFileSync } from 'node:fs';
import { create, globals } from 'webgpu';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileShader } from './compile-shader.ts';
import { KernelError } from '../kernels.ts';
import { attentionShader, type AttentionWay, BLEND, COMPACT, HISTOGRAM, MOMENTS, PICK, WEIGHTS } from './shader-catalog.ts';

const folder = new URL('../../../shaders/', import.meta.url);
const every = (ways: readonly AttentionWay[]) => ways.flatMap((way) => [1, 2, 3, 4].flatMap((heads) => [384, 2048].flatMap((paddedDimension) => [false, true].flatMap((values) => [false, true].map((online) => attentionShader({ ...way, heads, paddedDimension, values, online }))))));
const PRODUCTS = ['tiled', 'registers', 'packed', 'half'] as const;
const forms = every(PRODUCTS.map((product) => ({ product, subgroups: false })));
const merged = every(PRODUCTS.map((product) => ({ product, subgroups: true })));
const shaders = [...forms, MOMENTS, BLEND, HISTOGRAM, PICK, COMPACT, WEIGHTS];

// Dawn's null backend validates everything, workgroup memory included, and executes nothing.
describe('shaders on a device of default limits', () => {
  let device: GPUDevice;
  let gpu: GPU | null;

  beforeAll(async () => {
    Object.assign(globalThis, globals);
    gpu = create(['backend=null']);
    device = await (await gpu.requestAdapter())!.requestDevice();
  });

  afterAll(() => {
    device.destroy();
    gpu = null;
  });

  it('has the limits that every WebGPU device has', () => {
    expect(device.limits.maxComputeWorkgroupStorageSize).toBe(16_384);
    expect(device.limits.maxStorageBuffersPerShaderStage).toBe(8);
    expect(device.limits.maxStorageBufferBindingSize).toBe(128 * 2 ** 20);
  });

  it.each(shaders)('$label compiles', async (shader) => {
    await expect(compileShader(device, shader)).resolves.toHaveProperty('label', shader.label);
  });

  it('a shader that does not compile is named, with the compiler\'s message and the line', async () => {
    const broken = { ...PICK, label: 'broken', code: PICK.code.replace('sums[lane] = sum;', 'sums[lane] = 1.5f;') };
    const error: unknown = await compileShader(device, broken).catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(KernelError);
    expect((error as Error).message).toMatch(/^broken: expected a shader that compiles, got .*sums\[lane\] = 1\.5f;/s);
  });

  it('a layout that the shader does not fit is named', async () => {
    await expect(compileShader(device, { ...PICK, bindings: PICK.bindings.slice(1) })).rejects.toBeInstanceOf(KernelError);
  });
});

describe('shaders on a device with subgroups', () => {
  let device: GPUDevice;
  let gpu: GPU | null;

  beforeAll(async () => {
    Object.assign(globalThis, globals);
    gpu = create(['backend=null']);
    device = await (await gpu.requestAdapter())!.requestDevice({ requiredFeatures: ['subgroups'] });
  });

  afterAll(() => {
    device.destroy();
    gpu = null;
  });

  it.each(merged)('$label compiles', async (shader) => {
    await expect(compileShader(device, shader)).resolves.toHaveProperty('label', shader.label);
  });
});

describe('shader files', () => {
  it.each(readdirSync(folder).filter((file) => file.endsWith('.wgsl')))('%s says first what it computes, its shapes and its twin', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const head = text.slice(0, text.indexOf('\n\n'));
    expect(head.split('\n').every((line) => line.startsWith('//'))).toBe(true);
    for (const word of ['request.wgsl', 'selection.wgsl'].includes(file) ? ['Shapes', 'Twin'] : ['Shapes', 'Limits', 'Twin']) expect(head).toContain(word);
  });
});
