import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DEMO_PACK, FULL, HAS_MODELS, runCli } from './run-cli';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attune-cli-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, ...lines: string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
/** Nothing but what comes with the program: no folder of models, no hub, another place to stand. */
const alone = () => ({ cwd: folder, env: { ATTUNE_MODELS: '' } });
const needsModel = (): void => test.skip(!HAS_MODELS, 'not run: there is no ../shared/models beside this checkout');

test.describe('use', () => {
  test('help and version go to stdout with 0', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
    for (const args of [['--help'], ['pack', '--help'], ['verify', '--help'], ['embed', '--help'], ['recommend', '--help'], ['evaluate', '--help']]) {
      const { code, stdout } = await runCli(args);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: attune');
    }
  });

  for (const args of [[], ['bogus'], ['pack'], ['pack', 'x.jsonl'], ['pack', 'x.jsonl', '--out', 'y', '--dp-epsilon', '0'], ['verify'], ['recommend'], ['recommend', '--pack', 'x', '--k', '0'], ['recommend', '--pack', 'x', '--strategy', 'psychic'], ['recommend', '--pack', 'x', '--scan', 'fast'], ['evaluate', '--items', 'x'], ['evaluate', '--items', 'x', '--test', 'y', '--ranker', 'oracle'], ['evaluate', '--items', 'x', '--test', 'y', '--cold', 'half'], ['evaluate', '--items', 'x', '--simulate-learning', '0'], ['embed', '--encodr', 'x']]) {
    test(`wrong use exits with 2: attune ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).not.toBe('');
    });
  }
});

test.describe('verify', () => {
  test('a whole pack', async () => {
    expect(await runCli(['verify', DEMO_PACK])).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await runCli(['verify', DEMO_PACK, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  });

  for (const part of ['manifest.json', 'vectors-0', 'scales', 'items', 'popularity', 'space-of', 'lexicon']) {
    test(`one byte changed in ${part} is named, with 1`, async () => {
      for (const name of readdirSync(DEMO_PACK)) {
        const bytes = readFileSync(join(DEMO_PACK, name));
        if (name.startsWith(part)) bytes[Math.floor(bytes.length / 2)] ^= 1;
        writeFileSync(join(folder, name), bytes);
      }
      const { code, stderr } = await runCli(['verify', folder]);
      expect(code).toBe(1);
      expect(stderr).toContain(part.replace('.json', ''));
      expect(stderr).toMatch(/expected .*got /s);
    });
  }

  test('a folder that is no pack, and none at all', async () => {
    for (const path of [folder, join(folder, 'nowhere')]) {
      const { code, stderr } = await runCli(['verify', path]);
      expect(code).toBe(1);
      expect(stderr).toContain('manifest.json');
    }
  });
});

test.describe('recommend', () => {
  test('ranks the demo’s pack without any model, and explains', async () => {
    const { code, stdout } = await runCli(['recommend', '--pack', DEMO_PACK, '--history', 'dracula,moby-dick', '--k', '5', '--explain', '--json'], { env: { ATTUNE_MODELS: folder } });
    expect(code).toBe(0);
    const { recommendations } = JSON.parse(stdout) as { recommendations: { id: string; score: number; explanation: { events: { itemId: string; weight: number; share: number }[]; heads: { share: number }[]; itemShare: number } }[] };
    expect(recommendations).toHaveLength(5);
    for (const { id, explanation } of recommendations) {
      expect(['dracula', 'moby-dick']).not.toContain(id);
      expect(explanation.events.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 4);
      expect(explanation.heads.reduce((sum, { share }) => sum + Math.abs(share), 0)).toBeCloseTo(1, 5);
      expect(explanation.events.reduce((sum, { share }) => sum + Math.abs(share), Math.abs(explanation.itemShare))).toBeCloseTo(1, 5);
    }
  });

  test('ranks by the σ that is named, and refuses one that is none', async () => {
    const of = (sigma: string) => runCli(['recommend', '--pack', DEMO_PACK, '--history', 'dracula,moby-dick', '--sigma', sigma, '--json']);
    const [softmax, relu, none] = [await of('softmax'), await of('relu'), await of('tanh')];
    expect([softmax.code, relu.code, none.code]).toEqual([0, 0, 2]);
    expect(JSON.parse(relu.stdout)).not.toEqual(JSON.parse(softmax.stdout));
    expect(none.stderr).toContain('softmax, sigmoid, relu');
  });

  test('without a history falls back and says so; unknown ids are counted', async () => {
    const links = await runCli(['recommend', '--pack', DEMO_PACK, '--strategy', 'trending', '--k', '2', '--html']);
    expect(links.stdout).toMatch(/^<ul>\n( {2}<li><a href="https:[^"]+">[^<]+<\/a><\/li>\n){2}<\/ul>\n$/);
    const cold = await runCli(['recommend', '--pack', DEMO_PACK, '--json']);
    expect(cold.code).toBe(0);
    expect(cold.stderr).toContain('no-history');
    expect(JSON.parse(cold.stdout)).toMatchObject({ fallback: { strategy: 'trending', reason: 'no-history' } });
    const odd = await runCli(['recommend', '--pack', DEMO_PACK, '--history', 'dracula,nobody,nothing', '--json']);
    expect(odd.code).toBe(0);
    expect(odd.stderr).toContain('--history: 2 of 3 ids are not in the pack');
    expect((JSON.parse(odd.stdout) as { recommendations: unknown[] }).recommendations).toHaveLength(10);
    expect(JSON.parse(odd.stdout)).not.toHaveProperty('fallback');
  });

  test('a history or a context of which the pack knows nothing: 1, and no list that is nobody’s', async () => {
    for (const option of ['--history', '--for']) {
      const { code, stdout, stderr } = await runCli(['recommend', '--pack', DEMO_PACK, option, 'nobody, nothing', '--json']);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toBe(`attune: ${option}: expected ids of items in the pack, got "nobody", "nothing"\n`);
    }
  });

  test('kernels that cannot run are noted, with the reason, and others rank the same', async () => {
    const of = async (kernels: string) => runCli(['recommend', '--pack', DEMO_PACK, '--history', 'dracula', '--kernels', kernels, '--json']);
    const plain = await of('plain');
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    const scores = ({ stdout }: { stdout: string }) => (JSON.parse(stdout) as { recommendations: { id: string; score: number }[] }).recommendations;
    for (const [kernels, stderr] of [['auto', ''], ['simd', ''], ['gpu', '--kernels gpu: no-webgpu, so simd instead\n']]) {
      const other = await of(kernels);
      expect(other).toMatchObject({ code: 0, stderr });
      expect(scores(other).map(({ id }) => id)).toEqual(scores(plain).map(({ id }) => id));
      for (const [place, { score }] of scores(plain).entries()) expect(scores(other)[place].score).toBeCloseTo(score, 4);
    }
  });

  test('Chinese works give Chinese works', async () => {
    const { stdout } = await runCli(['recommend', '--pack', DEMO_PACK, '--history', 'hong-lou-meng,shi-jing', '--k', '8', '--json']);
    const chinese = new Set(readFileSync('scripts/demo-shop/works/chinese.jsonl', 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { id: string }).id));
    const { recommendations } = JSON.parse(stdout) as { recommendations: { id: string }[] };
    expect(recommendations.filter(({ id }) => !chinese.has(id))).toEqual([]);
  });

  test('no pack there: 1', async () => {
    expect(await runCli(['recommend', '--pack', folder])).toMatchObject({ code: 1, stdout: '' });
  });
});

test.describe('embed', () => {
  test('line i is row i, blank lines are zero, the company changes nothing', async () => {
    needsModel();
    const lines = ['A white whale', '', 'Vampires of Transylvania', '😀 שלום עולם', `${'long '.repeat(2500)}text`];
    const { code, stdout, stderr } = await runCli(['embed', ...FULL, file('texts.txt', ...lines)]);
    expect(code).toBe(0);
    expect(stderr).toContain('1 blank lines');
    const rows = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as number[]);
    expect(rows).toHaveLength(5);
    expect(rows.map((row) => Math.round(Math.hypot(...row) * 1e4) / 1e4)).toEqual([1, 0, 1, 1, 1]);
    const alone = await runCli(['embed', ...FULL], { input: 'Vampires of Transylvania\n' });
    const [row] = alone.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as number[]);
    expect(row.reduce((sum, value, i) => sum + value * rows[2][i], 0)).toBeGreaterThanOrEqual(0.9999);
  });

  test('without --encoder reads with the model that comes with the program, wherever it is called', async () => {
    const { code, stdout, stderr } = await runCli(['embed', '--offline', file('texts.txt', 'A white whale', '白鲸')], alone());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as number[]);
    expect(rows.map((row) => [row.length, Math.round(Math.hypot(...row) * 1e4) / 1e4])).toEqual([[384, 1], [384, 1]]);
  });

  test('--out writes a float32 .npy', async () => {
    const out = join(folder, 'x.npy');
    expect((await runCli(['embed', file('texts.txt', 'one', 'two'), '--out', out])).code).toBe(0);
    const bytes = readFileSync(out);
    const header = bytes.subarray(10, 10 + bytes.readUInt16LE(8)).toString();
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 78, 85, 77, 80, 89, 1, 0]);
    expect(header).toContain("'descr': '<f4'");
    expect(header).toContain("'shape': (2, 384)");
    expect((10 + header.length) % 64).toBe(0);
    expect(bytes.length - 10 - header.length).toBe(2 * 384 * 4);
    expect(Math.hypot(...Array.from({ length: 384 }, (_, i) => bytes.readFloatLE(10 + header.length + i * 4)))).toBeCloseTo(1, 4);
  });

  test('a file that is not there, bytes that are no text, a model that is nowhere: 1', async () => {
    expect((await runCli(['embed', join(folder, 'none.txt')])).stderr).toContain('expected a file, got none');
    const binary = join(folder, 'binary');
    writeFileSync(binary, Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x80]));
    const odd = await runCli(['embed', binary]);
    expect(odd).toMatchObject({ code: 1, stdout: '' });
    expect(odd.stderr).toContain('binary:2: expected UTF-8');
    const nowhere = await runCli(['embed', '--encoder', 'nobody/nothing', '--offline', file('t.txt', 'x')], { env: { ATTUNE_MODELS: folder } });
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toContain('nobody/nothing');
  });
});

test.describe('pack', () => {
  const items = Array.from({ length: 70 }, (_, i) => JSON.stringify({ id: `i${i}`, title: `Item ${i} about ${['whales', 'tea', 'trains'][i % 3]}`, popularity: i }));

  test('good rows are kept, bad ones are named; the pack verifies, ranks, and comes out the same again', async () => {
    needsModel();
    const input = file('items.jsonl', ...items.slice(0, 40), '{"id":"i1","title":"Again"}', 'not json', '{"id":"x"}', ...items.slice(40), '{"id":"zh","title":"红楼梦：贾宝玉与林黛玉"}');
    const out = join(folder, 'pack');
    const { code, stdout, stderr } = await runCli(['pack', input, '--out', out, '--json', '--shards', '2', ...FULL]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ items: 71, rejected: 3, duplicates: 1, dimension: 384, space: 'all-MiniLM-L6-v2', lexical: 1 });
    expect(stderr).toContain(`${input}:41: expected an id of its own, got "i1" again`);
    expect(stderr).toContain(`${input}:42: expected a JSON object`);
    expect(stderr).toContain(`${input}:43: expected title to be a non-empty string`);
    expect((await runCli(['verify', out])).code).toBe(0);
    const ranked = await runCli(['recommend', '--pack', out, '--history', 'i0,i3', '--k', '3', '--json']);
    const { recommendations } = JSON.parse(ranked.stdout) as { recommendations: { id: string }[] };
    expect(recommendations.map(({ id }) => Number(id.slice(1)) % 3)).toEqual([0, 0, 0]);
    const names = readdirSync(out).sort();
    await runCli(['pack', input, '--out', out, '--shards', '2', ...FULL]);
    expect(readdirSync(out).sort()).toEqual(names);
    await runCli(['pack', file('few.jsonl', ...items.slice(0, 5)), '--out', out, ...FULL]);
    expect(readdirSync(out).filter((name) => names.includes(name) && name !== 'manifest.json')).toEqual([]);
  });

  test('interactions teach companions, counts and weights; what fewer than five people did is not published', async () => {
    // Forty people go from whales to trains by pairs that words do not tell; three others share a pair of their own.
    const people = Array.from({ length: 40 }, (_, n) => ({ user: `u${n}`, items: [0, 1, 2, 3].flatMap((step) => [`i${3 * ((n + step) % 8)}`, `i${3 * ((n + step) % 8) + 2}`]) }));
    const few = Array.from({ length: 3 }, (_, n) => ({ user: `f${n}`, items: ['i60', 'i61', 'nowhere'] }));
    const interactions = file('people.jsonl', ...[...people, ...few].map((line) => JSON.stringify(line)), '{"user":"u"}');
    const input = file('items.jsonl', ...items.map((line) => JSON.stringify({ ...JSON.parse(line), popularity: undefined })));
    const out = join(folder, 'pack');
    const { code, stdout, stderr } = await runCli(['pack', input, '--out', out, '--interactions', interactions, '--offline', '--json']);
    expect(code).toBe(0);
    expect(stderr).toContain(`${interactions}:44: expected items (a list of ids) or item (an id)`);
    const told = JSON.parse(stdout).interactions as { people: number; rejected: number; unknownIds: number; companions: number; blend: Record<string, number> };
    expect(told).toMatchObject({ people: 43, rejected: 1, unknownIds: 3 });
    expect(told.companions).toBeGreaterThan(0);
    const { report } = JSON.parse(stdout) as { report: { people: number; rankers: Record<string, { ndcg: number; interval: number[] }>; costs: { minSupport: number }[] } };
    expect([Object.keys(report.rankers), report.costs[0].minSupport]).toEqual([['attune', 'popularity', 'knn', 'source'], 1]);
    expect(report.rankers.knn.ndcg).toBeGreaterThan(report.rankers.popularity.ndcg);
    expect(told.blend['co-visitation']).toBeGreaterThan(0);
    expect((await runCli(['verify', out])).code).toBe(0);
    const together = async (id: string) => JSON.parse((await runCli(['recommend', '--pack', out, '--strategy', 'bought-together', '--for', id, '--k', '1', '--explain', '--json'])).stdout) as { recommendations: { id: string; explanation: { heads: { head: string; readout: number }[] } }[]; fallback?: unknown };
    const { recommendations: [companion], fallback } = await together('i3');
    expect([companion.id, fallback]).toEqual(['i5', undefined]);
    expect(companion.explanation.heads.find(({ head }) => head === 'co-visitation')!.readout).toBeGreaterThan(0);
    const { recommendations: [stranger] } = await together('i60');
    expect(stranger.explanation.heads.every(({ head, readout }) => head !== 'co-visitation' || readout === 0)).toBe(true);
    const again = await runCli(['pack', input, '--out', join(folder, 'again'), '--interactions', interactions, '--offline', '--min-support', '3', '--no-report', '--json']);
    expect(JSON.parse(again.stdout).interactions.companions).toBeGreaterThan(told.companions);
    expect(JSON.parse(again.stdout)).not.toHaveProperty('report');
    const noisy = await runCli(['pack', input, '--out', join(folder, 'noisy'), '--interactions', interactions, '--offline', '--dp-epsilon', '20', '--dp-bound', '2', '--no-report', '--json']);
    const { companions, transform, repeats, privacy } = JSON.parse(noisy.stdout).interactions as Record<string, unknown>;
    expect({ transform, repeats, privacy }).toEqual({ transform: false, repeats: false, privacy: { epsilon: 20, delta: 1e-6, bound: 2 } });
    expect(companions).toBeGreaterThan(0);
    for (const [bad, message] of [['none.jsonl', 'expected'], [file('bad.jsonl', 'not json'), 'bad.jsonl:1: expected a JSON object']]) {
      const refused = await runCli(['pack', input, '--out', join(folder, 'no'), '--interactions', bad, '--offline']);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(message)]);
    }
  });

  test('a log with times teaches what being new is worth; without, it is told that nothing does', async () => {
    // One item a day for forty days; each reader opens what comes out, three days long.
    const at = (day: number): string => new Date(Date.UTC(2025, 2, 1) + day * 86_400_000).toISOString();
    const input = file('items.jsonl', ...items.slice(0, 40).map((line, day) => JSON.stringify({ ...JSON.parse(line), popularity: undefined, publishedAt: at(day) })));
    const events = Array.from({ length: 38 }, (_, user) => [2, 0, 1].map((ahead) => ({ user: `u${user}`, item: `i${user + ahead}`, kind: 'open', at: at(user + ahead + 0.5) }))).flat();
    const packed = (name: string, log: object[], ...flags: string[]): ReturnType<typeof runCli> => runCli(['pack', input, '--out', join(folder, name), '--interactions', file(`${name}.jsonl`, ...log.map((event) => JSON.stringify(event))), '--offline', ...flags]);
    const timed = await packed('timed', events, '--json');
    expect(timed.code).toBe(0);
    const told = JSON.parse(timed.stdout).interactions as { people: number; timed: number; blend: Record<string, number> };
    expect(told).toMatchObject({ people: 38, timed: 38 });
    expect(told.blend.freshness).toBeGreaterThan(0.3);
    expect((await packed('timed', events)).stdout).toContain(`freshness ${told.blend.freshness}`);
    const timeless = await packed('timeless', events.map((event) => ({ ...event, at: undefined })));
    expect(timeless.stdout).not.toContain('freshness');
    expect(timeless.stderr).toContain('how new an item is gets no weight');
  });

  test('without --encoder reads with the model that comes with the program, wherever it is called', async () => {
    const packed = await runCli(['pack', file('items.jsonl', ...items.slice(0, 5)), '--out', 'pack', '--offline', '--json'], alone());
    expect(packed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(packed.stdout)).toMatchObject({ items: 5, dimension: 384, space: 'all-MiniLM-L6-v2', lexical: 0 });
    const { encoder } = JSON.parse(readFileSync(join(folder, 'pack', 'manifest.json'), 'utf8')) as { encoder: string };
    expect(encoder).toBe('attune/minilm-zh-en');
    expect((await runCli(['recommend', '--pack', 'pack', '--history', 'i0', '--k', '3'], alone())).code).toBe(0);
  });

  test('a signed pack verifies by its key alone; what is no key signs nothing', async () => {
    const keys = ['a', 'b'].map((name) => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      return { own: file(`${name}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string), known: file(`${name}.pub`, publicKey.export({ type: 'spki', format: 'pem' }) as string) };
    });
    const [input, out] = [file('items.jsonl', ...items.slice(0, 3)), join(folder, 'signed')];
    const { code, stdout } = await runCli(['pack', input, '--out', out, '--offline', '--sign', keys[0].own, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ items: 3, signed: true });
    expect(await runCli(['verify', out, '--key', keys[0].known])).toMatchObject({ code: 0, stdout: `${out}: 3 items, whole, signed by the key\n` });
    expect(await runCli(['verify', out, '--key', keys[1].known])).toMatchObject({ code: 1, stderr: expect.stringContaining('manifest.json: expected a signature by the given key, got ') });
    const wrong = await runCli(['pack', input, '--out', join(folder, 'unsigned'), '--offline', '--sign', keys[0].known]);
    expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: `attune: ${keys[0].known}: expected an Ed25519 private key as PEM (-----BEGIN PRIVATE KEY-----), got -----BEGIN PUBLIC KEY-----\n` });
  });

  test('nothing usable: 1, and the pack before stays', async () => {
    const out = join(folder, 'pack');
    for (const lines of [[''], ['{"id":1}', 'x']]) {
      const { code, stdout, stderr } = await runCli(['pack', file('bad.jsonl', ...lines), '--out', out]);
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain('bad.jsonl');
    }
    expect(() => readdirSync(out)).toThrow();
  });
});
