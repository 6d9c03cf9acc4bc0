import type { Command } from 'commander';
import { type SignDigest, signer } from '../../catalog/pack-signature.ts';
import { compilePack, type CompiledPack, type Interactions } from '../../compiler/compile-pack.ts';
import { keepVectors } from '../../encoder/keep-vectors.ts';
import { type EncoderFlags, encoderOf, withEncoder } from './encoder-options.ts';
import { InputError } from './failures.ts';
import { openFolder, textOf, writePackFolder } from './files.ts';
import { heldOutTable } from './held-out-table.ts';
import { pairThreshold } from '../../training/private-counts.ts';
import { withKernels } from './kernel-options.ts';
import { interactionsOf, type LearnFlags, withLearning } from './learn-options.ts';
import { positiveInteger } from './numbers.ts';
import { readItems, skippedItems, told } from './read-items.ts';
import { note, print, progressLine } from './terminal.ts';

interface PackFlags extends EncoderFlags, LearnFlags {
  out: string;
  shards?: number;
  sign?: string;
  json?: boolean;
}

export function addPackCommand(program: Command, signal: AbortSignal): void {
  withLearning(withKernels(withEncoder(program.command('pack'))))
    .description('compile items to a catalog pack that any static host can serve')
    .argument('<input...>', 'items as JSON Lines')
    .requiredOption('--out <dir>', 'folder of the pack')
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
  const { manifest, files, lexical, learned, report: heldOut, unknownIds } = await compilePack(items, { openEncoder: (lexiconOf) => encoderOf(flags, signal, { lexicon: lexiconOf, wrap: keepVectors }), interactions, shards: flags.shards, sign, onProgress: line.show, signal });
  line.done();
  interactions?.done();
  const writing = progressLine('Writing the pack, file');
  await writePackFolder(flags.out, files, (done, total) => writing.show({ done, total, unit: 'items' }));
  writing.done();
  const bytes = [...files.values()].reduce((sum, part) => sum + part.length, 0);
  const seconds = (performance.now() - started) / 1000;
  const duplicates = skippedItems(rejected)['duplicate-item'] ?? 0;
  const report = {
    items: items.length,
    rejected: rejected.length,
    duplicates,
    reasons: rejected.slice(0, 10).map(told),
    lexical,
    dimension: manifest.dimension,
    space: manifest.spaces[0],
    spaces: manifest.spaces,
    signed: manifest.signature !== undefined,
    ...(interactions && { interactions: { people: interactions.sequences.length, timed: timedOf(interactions), minSupport: flags.minSupport, ...(interactions.privacy && { privacy: interactions.privacy }), rejected: interactions.rejected, dismissed: interactions.dismissed, disliked: interactions.disliked, unknownIds, companions: learned?.coVisitation?.columns.length ?? 0, transform: Boolean(learned?.transform), repeats: Boolean(learned?.repeats), blend: learned?.blend ?? null } }),
    ...(interactions?.report && { report: heldOut }),
    bytes,
    seconds: Math.round(seconds * 100) / 100,
  };
  if (flags.json) return print(JSON.stringify(report));
  print(`${report.items} items of ${report.dimension} dimensions in ${flags.out}: ${(bytes / 1024).toFixed(0)} KB, ${seconds.toFixed(1)} s`);
  if (duplicates > 0) note(`${duplicates} of the rejected rows have an id that an earlier one has.`);
  if (interactions) tellLearned(interactions, unknownIds, learned);
  if (heldOut) for (const row of heldOutTable(heldOut, flags.dpEpsilon)) print(row);
  if (learned && timedOf(interactions!) === 0 && items.some(({ publishedAt }) => publishedAt !== undefined)) note('The items have dates, but no event says when it was ("at"): how new an item is gets no weight.');
  if (lexical > 0) note(`${lexical} items are in a language that the encoder does not know: words and characters speak for them.`);
}

async function signerOf(file: string, signal: AbortSignal): Promise<SignDigest> {
  const pem = await textOf(file, signal);
  return signer(pem).catch((error: Error) => {
    throw new InputError(`${file}: ${error.message}`);
  });
}

/** How many sequences have times. */
function timedOf({ sequences }: Interactions): number {
  return sequences.filter(({ times }) => times !== undefined).length;
}

function tellLearned({ sequences, privacy }: Interactions, unknownIds: number, learned: CompiledPack['learned']): void {
  if (unknownIds > 0) note(`${unknownIds} ids of the interactions are no item's: left out`);
  if (!learned) return note('No interaction is with an item of the pack: nothing was learned.');
  const weights = Object.entries(learned.blend).filter(([, weight]) => weight !== 0).map(([head, weight]) => `${head} ${weight}`).join(', ');
  const companions = `${learned.coVisitation?.columns.length ?? 0} companions`;
  if (privacy) return print(`Counted ${sequences.length} sequences with noise of ε ${privacy.epsilon}, δ ${privacy.delta}: ${companions} of ${pairThreshold(privacy)} people or more; W, what comes back and fitted weights are left out`);
  print(`Learned from ${sequences.length} sequences: ${learned.transform ? 'W ranks better than the vectors alone and is used' : 'W would not surely rank better, and is left out'}; ${companions}; ${learned.repeats ? 'what is bought again is told' : 'nothing was met again'}; weights ${weights}`);
}
