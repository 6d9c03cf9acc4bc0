import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCli, startCli } from './run-cli';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attune-files-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, ...bytes: (string | number[])[]): string => {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(bytes.map((each) => Buffer.from(each as string))));
  return path;
};
const item = (id: string, title: string): string => `{"id":"${id}","title":"${title}"}\n`;
const packed = async (input: string): Promise<{ report: { items: number; rejected: number }; stderr: string }> => {
  const { stdout, stderr } = await runCli(['pack', input, '--out', join(folder, 'pack'), '--json']);
  return { report: JSON.parse(stdout) as { items: number; rejected: number }, stderr };
};

test('one line of another encoding costs that line alone', async () => {
  const input = file('mixed.jsonl', item('a', 'Café'), '{"id":"b","title":"caf', [0xe9], '"}\n', item('c', 'A replacement character � is text'));
  const { report, stderr } = await packed(input);
  expect(report).toMatchObject({ items: 2, rejected: 1 });
  expect(stderr).toContain(`${input}:2: expected UTF-8, got other bytes`);
});

test('a byte order mark, CRLF, no last line end, and separators inside a line', async () => {
  const input = file('odd.jsonl', '\uFEFF', item('a', 'One').replace('\n', '\r\n'), '\r\n', item('b', 'Two\u2028lines\u2029and \u0085 more'), item('c', 'Last').trimEnd());
  expect((await packed(input)).report).toMatchObject({ items: 3, rejected: 0 });
  const { stdout } = await runCli(['embed', file('texts.txt', 'one\u2028line\r\ntwo')]);
  expect(stdout.trimEnd().split('\n')).toHaveLength(2);
});

test('a history encoder of another space is refused, since its vectors would say nothing', async () => {
  const items = file('items.jsonl', item('a', 'One'), item('b', 'Two'));
  const cases = file('test.jsonl', '{"user":"u","history":["a"],"target":"b"}\n');
  const model = join(folder, 'me', 'other');
  cpSync('public/models/attune/minilm-zh-en', model, { recursive: true });
  const config = JSON.parse(readFileSync(join(model, 'config.json'), 'utf8')) as { attune: { space: string } };
  config.attune.space = 'elsewhere';
  writeFileSync(join(model, 'config.json'), JSON.stringify(config));
  const evaluate = ['evaluate', '--items', items, '--test', cases, '--ranker', 'last', '--json', '--history-encoder'];
  const refused = await runCli([...evaluate, model]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('--history-encoder: expected a model of the space all-MiniLM-L6-v2, got elsewhere');
  expect((await runCli([...evaluate, 'attune/minilm-zh-en'])).code).toBe(0);
});

test('an item of ten million characters', async () => {
  const { report } = await packed(file('long.jsonl', `{"id":"long","title":"Long","text":"${'whales and '.repeat(1e6)}"}\n`, item('b', 'Short')));
  expect(report).toMatchObject({ items: 2, rejected: 0 });
});

test('no items at all: binary, UTF-16, empty, a folder', async () => {
  const folderInput = join(folder, 'folder');
  mkdirSync(folderInput);
  for (const [input, said] of [
    [file('binary', Array.from({ length: 5000 }, (_, i) => (i * 151) % 256)), 'binary:1: expected'],
    [file('utf16', [0xff, 0xfe], [...Buffer.from(item('a', 'A'), 'utf16le')]), 'utf16:1: expected UTF-8, got other bytes'],
    [file('empty'), 'empty: expected at least one item, got none'],
    [folderInput, 'expected a readable file, got EISDIR'],
  ]) {
    const { code, stdout, stderr } = await runCli(['pack', input, '--out', join(folder, 'pack')]);
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  }
});

test('a place that cannot be written to is told before the work', async () => {
  const items = file('items.jsonl', item('a', 'A'));
  const nowhere = { env: { ATTUNE_MODELS: folder } };
  const closed = join(folder, 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o500);
  // No model is there either: whoever told of that first had begun the work.
  const taken = await runCli(['pack', items, '--out', items, '--offline'], nowhere);
  expect(taken).toMatchObject({ code: 1, stdout: '' });
  expect(taken.stderr).toContain('items.jsonl: expected a folder to write to, got EEXIST');
  const missing = await runCli(['embed', items, '--offline', '--out', join(folder, 'none', 'x.npy')], nowhere);
  expect(missing.stderr).toBe(`attune: ${folder}/none/x.npy: expected a folder to write to, got ENOENT\n`);
  const over = await runCli(['embed', items, '--offline', '--out', folder], nowhere);
  expect(over).toMatchObject({ code: 1, stdout: '', stderr: `attune: ${folder}: expected a file to write to, got a folder\n` });
  const system = await runCli(['pack', items, '--offline', '--out', '/proc/attune/pack'], nowhere);
  expect(system).toMatchObject({ code: 1, stdout: '', stderr: 'attune: /proc/attune/pack: expected a folder to write to, got ENOENT\n' });
  if (process.getuid?.() !== 0) expect((await runCli(['pack', items, '--out', join(closed, 'pack'), '--offline'], nowhere)).stderr).toContain('got EACCES');
});

test.describe('interrupted', () => {
  test('while it waits for standard input: at once, with 130', async () => {
    const running = startCli(['embed', '--offline']);
    setTimeout(() => running.child.kill('SIGINT'), 2500);
    expect(await running.done).toMatchObject({ code: 130, stdout: '', stderr: 'attune: interrupted\n' });
  });

  test('while it embeds: 130, and no pack is there', async () => {
      const input = file('many.jsonl', Array.from({ length: 20_000 }, (_, i) => item(`i${i}`, `Item ${i} about whales`)).join(''));
    const out = join(folder, 'pack');
    const running = startCli(['pack', input, '--out', out]);
    setTimeout(() => running.child.kill('SIGINT'), 3000);
    running.child.stdin.end();
    expect(await running.done).toMatchObject({ code: 130, stdout: '', stderr: 'attune: interrupted\n' });
    expect(readdirSync(out)).toEqual([]);
  });
});
