import type { Catalog } from '../catalog/catalog.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { ATTRIBUTES } from '../ranker/evidence/attributes.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import type { Deriver } from './deriver.ts';
import { EmbeddingQueue } from './embedding-queue.ts';
import type { EncoderDelivery } from './encoder-delivery.ts';
import type { EngineParts } from './engine-parts.ts';
import type { HistoryBook } from './history-book.ts';
import { HistoryKeys } from './history-keys.ts';
import { InterestModel } from './interest-model.ts';
import { KernelHost } from './kernel-host.ts';
import { Learner } from './learner.ts';
import { learnedVectors } from './learned-vectors.ts';
import { ListMaker } from './list-maker.ts';
import type { WordExplainer } from './word-explainer.ts';

/** What ranks, once it is open. */
export interface Rooms {
  catalog: Catalog;
  keys: HistoryKeys;
  interests: InterestModel;
  kernels: KernelHost;
  learner: Learner;
  lists: ListMaker;
  /** Code of its own, which few pages have use of. */
  deriver(): Promise<Deriver>;
  queue: EmbeddingQueue;
  words(): Promise<WordExplainer>;
}

export interface RoomsHearing {
  catalogRefused(error: Error): void;
  kernelsChanged(): void;
  embedded(): void;
  embeddingFailed(error: Error): void;
}

/**
 * Opens the catalog, what was embedded of the history in earlier sessions, and the kernels.
 *
 * @throws what opening throws; the signal's reason
 */
export async function openRooms(parts: EngineParts, book: HistoryBook, encoders: EncoderDelivery, hearing: RoomsHearing, signal: AbortSignal): Promise<Rooms> {
  const catalog = await parts.openCatalog(signal, (error) => hearing.catalogRefused(error));
  const { queries, queriesOf, keysOf } = await learnedVectors(catalog);
  const keys = new HistoryKeys(catalog, keysOf);
  const interests = new InterestModel(catalog, keys, book, parts.now);
  const kernels = new KernelHost({ choose: parts.chooseKernels, vectors: queries, memory: book.kernelMemory }, parts.kernels, parts.scan, () => hearing.kernelsChanged());
  try {
    const queue = new EmbeddingQueue(book, keys, encoders.host, () => hearing.embedded(), (error) => hearing.embeddingFailed(error));
    await book.store;
    await queue.recall(catalog.vectors.spaces, catalog.vectors.dimension);
    await encoders.recall();
    await kernels.run(async () => undefined);
    await interests.prune();
    const ranked = rankedCatalog({ ...catalog, blend: { ...DEFAULT_BLEND, ...catalog.blend }, read: [...ATTRIBUTES.keys()] });
    const learner = new Learner(ranked, book, parts.now);
    const lists = new ListMaker({ catalog, ranked, keys, interests, kernels, learner, now: parts.now });
    const deriver = once(async () => new (await import('./deriver.ts')).Deriver({ catalog, keys, queries, lists, now: parts.now, newId: parts.newId }));
    const words = once(async () => new (await import('./word-explainer.ts')).WordExplainer({ catalog, keys, lists, queriesOf, encoder: encoders.host }));
    return { catalog, keys, interests, kernels, queue, learner, lists, deriver, words };
  } catch (error) {
    kernels.close();
    throw error;
  }
}

/** What `make` gives, made when it is first asked for; again where that failed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make().catch((error: unknown) => {
    made = null;
    throw error;
  }));
}
