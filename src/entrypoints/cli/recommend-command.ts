import { type Command, Option } from 'commander';
import type { Catalog } from '../../catalog/catalog.ts';
import { openPack } from '../../catalog/open-pack.ts';
import { packFromFolder } from '../../catalog/read-pack-folder.ts';
import { type Activation, ACTIVATIONS } from '../../domain/derivation.ts';
import { type Caps, type Strategy, STRATEGIES, VARIETIES, type Variety } from '../../domain/recommendation.ts';
import type { NewEvent } from '../../domain/event.ts';
import { SCAN_CHOICES, type ScanChoice } from '../../domain/status.ts';
import { Engine } from '../../engine/engine.ts';
import { chooseKernels } from '../../kernels/choose-kernels.ts';
import { openStore } from '../../store/open-store.ts';
import { cap } from './caps-option.ts';
import { InputError } from './failures.ts';
import { linksHtml } from './links-html.ts';
import { type KernelFlags, noteOtherKernels, withKernels } from './kernel-options.ts';
import { fraction, positiveInteger } from './numbers.ts';
import { note, print } from './terminal.ts';

interface RecommendFlags extends KernelFlags {
  pack: string;
  history: string;
  k: number;
  strategy: Strategy;
  for?: string;
  sigma?: Activation;
  diversity?: number;
  variety?: Variety;
  calibration?: number;
  cap?: Caps;
  explain?: boolean;
  scan: ScanChoice;
  json?: boolean;
  html?: boolean;
}

export function addRecommendCommand(program: Command, signal: AbortSignal): void {
  withKernels(program.command('recommend'))
    .description('rank a pack for a history')
    .requiredOption('--pack <dir>', 'folder of the pack')
    .option('--history <ids>', 'item ids, oldest first, separated by commas', '')
    .option('--k <n>', 'how many', positiveInteger, 10)
    .addOption(new Option('--strategy <name>', 'what the list is for').choices(STRATEGIES).default('for-you'))
    .option('--for <ids>', 'item ids that the page is about')
    .addOption(new Option('--sigma <name>', 'what makes weights of likeness (softmax)').choices(ACTIVATIONS))
    .option('--diversity <x>', '0, by score alone, to 1, by variety alone', fraction)
    .addOption(new Option('--variety <name>', 'how variety is told').choices(VARIETIES))
    .option('--calibration <x>', 'how much the categories are to have the shares of the history, 0 to 1', fraction)
    .option('--cap <name=n...>', 'at most n items of one source, brand, author or category', cap)
    .option('--explain', 'add the explanation of each')
    .addOption(new Option('--scan <name>', 'how a large catalog is read').choices(SCAN_CHOICES).default('auto'))
    .addOption(new Option('--html', 'print a list of links, for pages without scripts').conflicts(['json', 'explain']))
    .option('--json', 'print one JSON document')
    .action(async (flags: RecommendFlags) => recommend(flags, signal));
}

async function recommend(flags: RecommendFlags, signal: AbortSignal): Promise<void> {
  const catalog = await openPack(packFromFolder(flags.pack), { signal });
  const engine = new Engine({
    openStore: () => openStore({ memory: true }),
    openCatalog: async () => catalog,
    chooseKernels,
    encoder: null,
    otherEncoder: () => {
      throw new TypeError('expected no text to embed, got one');
    },
    kernels: flags.kernels,
    scan: flags.scan,
    now: () => new Date().toISOString(),
    newId: () => crypto.randomUUID(),
  });
  try {
    const history = knownIds('--history', flags.history, catalog);
    const request = { strategy: flags.strategy, limit: flags.k, for: flags.for === undefined ? undefined : knownIds('--for', flags.for, catalog), sigma: flags.sigma, diversity: flags.diversity, variety: flags.variety, calibration: flags.calibration, caps: flags.cap };
    await engine.observe(opensOf(history));
    const { recommendations, fallback } = await engine.recommend(request, { signal });
    const { kernels } = await engine.status();
    if (kernels) noteOtherKernels(flags, kernels.name, kernels.reason);
    if (fallback) note(`${flags.strategy}: ${fallback.reason}, so ${fallback.strategy} instead`);
    if (flags.html) return print(linksHtml(recommendations.map(({ item }) => item)));
    const rows = [];
    for (const { id, score, item } of recommendations) {
      rows.push({ id, score, title: item.title, explanation: flags.explain ? await engine.explain(id, request, { signal }) : undefined });
    }
    if (flags.json) print(JSON.stringify({ recommendations: rows.map(({ id, score, explanation }) => ({ id, score, explanation })), fallback }));
    else rows.forEach(({ id, score, title, explanation }, i) => print(`${String(i + 1).padStart(3)}  ${score.toFixed(3).padStart(7)}  ${id}  ${title}${explanation?.events[0] ? `  ← ${explanation.events[0].title}` : ''}`));
  } finally {
    await engine.close();
  }
}

/** One open each, a minute apart, the last one now. */
function opensOf(ids: readonly string[]): NewEvent[] {
  const now = Date.now();
  return ids.map((item, i) => ({ kind: 'open', item, at: new Date(now - (ids.length - 1 - i) * 60_000).toISOString() }));
}

/**
 * The ids of a list that the pack knows; the others are counted on stderr.
 *
 * @throws {InputError} when it knows none of them
 */
function knownIds(option: string, list: string, catalog: Catalog): string[] {
  const ids = list.split(',').map((id) => id.trim()).filter((id) => id !== '');
  const known = ids.filter((id) => catalog.rowOf(id) !== undefined);
  if (ids.length > 0 && known.length === 0) throw new InputError(`${option}: expected ids of items in the pack, got ${ids.slice(0, 3).map((id) => JSON.stringify(id)).join(', ')}${ids.length > 3 ? ' …' : ''}`);
  if (known.length < ids.length) note(`${option}: ${ids.length - known.length} of ${ids.length} ids are not in the pack: left out`);
  return known;
}
