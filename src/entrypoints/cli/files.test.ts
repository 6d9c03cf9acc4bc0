import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectWritable, openFolder } from './files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attune-places-'));
  writeFileSync(join(folder, 'file'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('openFolder', () => {
  it('makes what levels are missing, by whoever is first', async () => {
    await Promise.all(['a/b/c', 'a/b/c/', 'a/x/../b/d'].map((path) => openFolder(`${folder}/${path}`)));
    for (const made of ['a/b/c', 'a/b/d']) expect(statSync(join(folder, made)).isDirectory()).toBe(true);
  });

  it('refuses a file, what lies under one, and what the system refuses', async () => {
    await expect(openFolder(join(folder, 'file'))).rejects.toThrow('file: expected a folder to write to, got EEXIST');
    await expect(openFolder(join(folder, 'file/below'))).rejects.toThrow('below: expected a folder to write to, got E');
    for (const path of ['/proc/attune', '/proc/attune/pack']) await expect(openFolder(path)).rejects.toThrow(`${path}: expected a folder to write to, got ENOENT`);
  });
});

describe('expectWritable', () => {
  it('takes a new file, one that is there, and a device', async () => {
    for (const path of [join(folder, 'new'), join(folder, 'file'), '/dev/null']) await expectWritable(path);
  });

  it('refuses a folder, a folder that is not there, and a file in its place', async () => {
    for (const path of [folder, `${folder}/new/`]) await expect(expectWritable(path)).rejects.toThrow(`${path}: expected a file to write to, got a folder`);
    await expect(expectWritable(join(folder, 'none', 'x.npy'))).rejects.toThrow('x.npy: expected a folder to write to, got ENOENT');
    await expect(expectWritable(join(folder, 'file', 'x.npy'))).rejects.toThrow('x.npy: expected a folder to write to, got ENOTDIR');
  });
});
