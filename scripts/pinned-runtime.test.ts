import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockFile {
  packages: Record<string, { version: string; dependencies?: Record<string, string> }>;
}

it('onnxruntime-web is the very build that transformers.js is made for, and there is one', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  const builds = Object.entries(packages).filter(([path]) => path.endsWith('node_modules/onnxruntime-web'));
  expect(builds.map(([path]) => path)).toEqual(['node_modules/onnxruntime-web']);
  expect(builds[0][1].version).toBe(packages['node_modules/@xenova/transformers'].dependencies!['onnxruntime-web']);
  expect(packages[''].dependencies!['onnxruntime-web']).toBe(builds[0][1].version);
});
