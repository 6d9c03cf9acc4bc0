// Measures the rankers on the public sets and writes the figures that the demo's page on quality shows:
// `node scripts/measure-quality.mjs` after `npm run build`, with the names of sets to measure those alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, env, execPath, exit, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const CLI = join(ROOT, 'dist/cli/attune.js');
const DATASETS = join(ROOT, '../shared/datasets');
const MODELS = join(ROOT, '../shared/models');
const FIGURES = join(ROOT, 'public/demo/quality.json');
const ENCODER = 'Xenova/all-MiniLM-L6-v2';

const BASELINES = ['random', 'popularity', 'last', 'mean', 'mean-decay', 'max', 'tfidf', 'source', 'knn'];
const OWN = ['attention', 'attention-w', 'mean-w', 'attune-untrained', 'attune-plain', 'attune'];
/** Those that learn from what people did. */
const OF_TRAIN = ['popularity', 'knn', 'attention-w', 'mean-w'];

/** How a set was parted, and the rankers that it tells nothing: films name no source, and links have no train. */
const SETS = {
  office: { order: 'global-time', train: true, without: [] },
  movielens: { order: 'per-user-time', train: true, without: ['source'] },
  hackernews: { order: 'per-user-time', train: false, without: OF_TRAIN },
};

const asked = argv.length > 2 ? argv.slice(2) : Object.keys(SETS);
for (const name of asked) if (!(name in SETS)) fail(`expected sets among ${Object.keys(SETS).join(', ')}, got ${name}`);
if (!existsSync(CLI)) fail('expected dist/cli/attune.js, got none: run npm run build');
if (!existsSync(DATASETS)) fail('expected ../shared/datasets, got none');
for (const name of asked) keep(figuresOf(name, evaluate(name)));

/** What `attune evaluate --json` says of one set. */
function evaluate(name) {
  const { order, train, without } = SETS[name];
  const file = (part) => join(DATASETS, name, `${part}.jsonl`);
  const rankers = [...BASELINES, ...OWN].filter((ranker) => !without.includes(ranker));
  const flags = ['--items', file('items'), '--test', file('test'), ...(train ? ['--train', file('train')] : []), '--order', order, '--encoder', ENCODER, '--ranker', ...rankers, '--json'];
  const { status, stdout } = spawnSync(execPath, [CLI, 'evaluate', ...flags], { env: { ATTUNE_MODELS: MODELS, ...env }, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  if (status !== 0) fail(`${name}: attune evaluate ended with ${status}`);
  return JSON.parse(stdout);
}

/** Figures alone: nothing of the items or the people. */
function figuresOf(name, { order, k, cases, rankers, comparisons }) {
  const items = new Set(readFileSync(join(DATASETS, name, 'items.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).id)).size;
  const best = comparisons.find(({ ranker }) => ranker === 'attune');
  return {
    name, order, k, items, cases,
    rankers: Object.entries(rankers).map(([ranker, { recall, ndcg, interval }]) => ({ name: ranker, recall: short(recall), ndcg: short(ndcg), interval: interval.map(short) })),
    // The baseline with the highest nDCG, beside the product as shipped.
    comparison: best && { ranker: best.ranker, against: best.against, difference: short(best.difference), interval: best.interval.map(short), p: Number(best.holm.toPrecision(2)) },
  };
}

function keep(figures) {
  const before = existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, 'utf8')).sets : [];
  const sets = Object.keys(SETS).flatMap((name) => (name === figures.name ? [figures] : before.filter((set) => set.name === name)));
  mkdirSync(dirname(FIGURES), { recursive: true });
  writeFileSync(FIGURES, `${JSON.stringify({ encoder: ENCODER, sets }, null, 1)}\n`);
}

function short(figure) {
  return Number(figure.toFixed(4));
}

function fail(message) {
  stderr.write(`measure-quality: ${message}\n`);
  exit(1);
}
