import type { Command } from 'commander';
import { type SignDigest, signer } from '../../catalog/pack-signature.ts';
import { compilePack, type Interactions } from '../../compiler/compile-pack.ts';
import { keepVectors } from '../../encoder/keep-vectors.ts';
import { type ReadSequences, readSequences } from '../../evaluation/read-sequences.ts';
import { chooseKernels } from '../../kernels/choose-kernels.ts';
import { openProducts } from '../../kernels/open-products.ts';
import { type EncoderFlags, encoderOf, withEncoder } from './encoder-options.ts';
import { InputError } from './failures.ts';
import { allLines, openFolder, textOf, writePackFolder } from './files.ts';
import type { LearnedCatalog } from '../../training/learn-catalog.ts';
import { type KernelFlags, noteOtherKernels, withKernels } from './kernel-options.ts';
import { positiveInteger } from './numbers.ts';
import { readItems, tellFaults, tellNoChoices, told } from './read-items.ts';
import { note, print, progressLine } from './terminal.ts';

interface PackFlags extends EncoderFlags, KernelFlags {
  out: string;
  interactions?: string;
  minSupport: number;
  shards?: number;
  sign?: string;
  json?: boolean;
}

export function addPackCommand(program: Command, signal: AbortSignal): void {
  withKernels(withEncoder(program.command('pack')))
    .description('compile items to a catalog pack that any static host can serve')
    .argument('<input...>', 'items as JSON Lines')
    .requiredOption('--out <dir>', 'folder of the pack')
    .option('--interactions <file>', 'what people met one after the other, as JSON Lines: teaches W, companions, popularity and weights')
    .option('--min-support <n>', 'people that a published pair of companions must be of', positiveInteger, 5)
    .option('--shards <n>', 'files that the vectors are split into', positiveInteger)
    .option('--sign <file>', 'private key, Ed25519 as PEM, that signs the pack')
    .option('--json', 'print one JSON document')
    .action(async (inputs: string[], flags: PackFlags) => pack(inputs, flags, signal));
}

async function pack(inputs: string[], flags: PackFlags, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const { items, rejected } = await readItems(inputs, signal);
  const sign = flags.sign === undefined ? undefined : await signerOf(flags.sign, signal);
  const interactions = await interactionsOf(flags, items.length, signal);
  await openFolder(flags.out);
  const line = progressLine('Embedding items');
  const { manifest, files, lexical, learned, unknownIds } = await compilePack(items, { openEncoder: (lexiconOf) => encoderOf(flags, signal, { lexicon: lexiconOf, wrap: keepVectors }), interactions, shards: flags.shards, sign, onProgress: line.show, signal });
  line.done();
  interactions?.done();
  await writePackFolder(flags.out, files);
  const bytes = [...files.values()].reduce((sum, part) => sum + part.length, 0);
  const seconds = (performance.now() - started) / 1000;
  const report = {
    items: items.length,
    rejected: rejected.length,
    reasons: rejected.slice(0, 10).map(told),
    lexical,
    dimension: manifest.dimension,
    space: manifest.spaces[0],
    spaces: manifest.spaces,
    signed: manifest.signature !== undefined,
    ...(interactions && { interactions: { people: interactions.sequences.length, timed: timedOf(interactions), rejected: interactions.rejected, dismissed: interactions.dismissed, disliked: interactions.disliked, unknownIds, companions: learned?.coVisitation?.columns.length ?? 0, transform: Boolean(learned?.transform), repeats: Boolean(learned?.repeats), blend: learned?.blend ?? null } }),
    bytes,
    seconds: Math.round(seconds * 100) / 100,
  };
  if (flags.json) return print(JSON.stringify(report));
  print(`${report.items} items of ${report.dimension} dimensions in ${flags.out}: ${(bytes / 1024).toFixed(0)} KB, ${seconds.toFixed(1)} s`);
  if (interactions) tellLearned(interactions.sequences.length, unknownIds, learned);
  if (learned && timedOf(interactions!) === 0 && items.some(({ publishedAt }) => publishedAt !== undefined)) note('The items have dates, but no event says when it was ("at"): how new an item is gets no weight.');
  if (lexical > 0) note(`${lexical} items are in a language that the encoder does not know: words and characters speak for them.`);
}

async function signerOf(file: string, signal: AbortSignal): Promise<SignDigest> {
  const pem = await textOf(file, signal);
  return signer(pem).catch((error: Error) => {
    throw new InputError(`${file}: ${error.message}`);
  });
}

/** The interactions of a file, with what learns from them; undefined without a file. */
async function interactionsOf(flags: PackFlags, rows: number, signal: AbortSignal): Promise<(Interactions & Pick<ReadSequences, 'dismissed' | 'disliked'> & { rejected: number; done(): void }) | undefined> {
  if (flags.interactions === undefined) return undefined;
  const { sequences, faults, dismissed, disliked } = readSequences(await allLines(flags.interactions, signal));
  tellFaults(flags.interactions, faults);
  tellNoChoices(flags.interactions, { dismissed, disliked });
  if (sequences.length === 0) throw new InputError(faults.length > 0 ? `${flags.interactions}:${faults[0].message}` : `${flags.interactions}: expected at least one sequence, got none`);
  const { kernels, reason } = await chooseKernels(flags.kernels, { rows, dimension: 384, signal });
  noteOtherKernels(flags, kernels.name, reason);
  const line = progressLine('Learning from interactions, %');
  return {
    sequences,
    rejected: faults.length,
    dismissed,
    disliked,
    kernels,
    products: await openProducts(),
    minSupport: flags.minSupport,
    told: (part) => line.show({ done: Math.round(100 * part), total: 100, unit: 'items' }),
    done() {
      line.done();
      kernels.close();
    },
  };
}

/** How many sequences have times. */
function timedOf({ sequences }: Interactions): number {
  return sequences.filter(({ times }) => times !== undefined).length;
}

function tellLearned(people: number, unknownIds: number, learned: LearnedCatalog | null): void {
  if (unknownIds > 0) note(`${unknownIds} ids of the interactions are no item's: left out`);
  if (!learned) return note('No interaction is with an item of the pack: nothing was learned.');
  const weights = Object.entries(learned.blend).filter(([, weight]) => weight !== 0).map(([head, weight]) => `${head} ${weight}`).join(', ');
  print(`Learned from ${people} sequences: ${learned.transform ? 'W ranks better than the vectors alone and is used' : 'W would not surely rank better, and is left out'}; ${learned.coVisitation?.columns.length ?? 0} companions; ${learned.repeats ? 'what is bought again is told' : 'nothing was met again'}; weights ${weights}`);
}
