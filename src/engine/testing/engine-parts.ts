import type { Catalog } from '../../catalog/catalog.ts';
import type { Item } from '../../domain/item.ts';
import { concatMatrices, type Matrix, matrixOf, quantise } from '../../domain/matrix.ts';
import type { Encoder, Encoding } from '../../encoder/encoder.ts';
import { openPlainKernels } from '../../kernels/plain-kernels.ts';
import { openStore } from '../../store/open-store.ts';
import type { EncoderParts, EngineParts } from '../engine-parts.ts';

const DIMENSION = 8;
export const TOPICS = ['whales', 'vampires', 'marriage', 'empire'];

/** A text's vector: the topics that it names. */
export function topicVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION);
  TOPICS.forEach((topic, i) => {
    if (text.includes(topic)) vector[i] = 1;
  });
  // What a text says beside its topic, so that no two are the same.
  for (let i = 0; i < text.length; i++) vector[4 + (i % 4)] += text.charCodeAt(i) / 20_000;
  const norm = Math.hypot(...vector);
  return norm > 0 ? vector.map((value) => value / norm) : vector;
}

/** Forty items, ten a topic; `popular` gives them counts. */
export function topicItems(popular = false): Item[] {
  return Array.from({ length: 40 }, (_, i) => ({ id: `i${i}`, title: `${TOPICS[i % 4]} ${'abcdefghij'[Math.floor(i / 4)]}`, ...(popular && { popularity: i * 10 }) }));
}

export function topicCatalog(items: Item[] = topicItems(), space = 'topics'): Catalog {
  const rows = new Map(items.map(({ id }, row) => [id, row]));
  const counted = items.some(({ popularity }) => popularity !== undefined);
  return {
    version: 'test',
    encoder: 'test/topics',
    items,
    rowOf: (id) => rows.get(id),
    vectors: quantise(matrixOfTexts(items.map(({ title }) => title), space)),
    popularity: counted ? Float32Array.from(items, ({ popularity }) => popularity ?? Number.NaN) : null,
    lexicon: null,
    coVisitation: null,
    lenders: null,
    transform: null,
    repeats: null,
    blend: null,
    sizeBytes: 1,
  };
}

export function matrixOfTexts(texts: readonly string[], space = 'topics'): Matrix {
  return concatMatrices(texts.map((text) => matrixOf(topicVector(text), DIMENSION, space)), DIMENSION);
}

/** An encoder that knows the topics, and what it was asked. */
export function topicEncoder(asked: string[][] = [], space = 'topics'): Encoder {
  return {
    model: 'test/topics',
    space,
    dimension: DIMENSION,
    languages: ['en'],
    backend: 'cpu',
    choice: { reason: 'only', textsPerSecond: {}, rejected: [] },
    batchSize: 1,
    fetched: false,
    kept: true,
    encode: async (texts): Promise<Encoding> => {
      asked.push([...texts]);
      return { matrix: matrixOfTexts(texts, space), unknownShare: new Float32Array(texts.length) };
    },
    close: async () => undefined,
  };
}

/** An encoder that opens as told, on a free connection, and can be removed. */
export function encoderParts(open: EncoderParts['open'], changed: Partial<EncoderParts> = {}): EncoderParts {
  return { model: 'test/topics', open, remove: async () => undefined, isCostly: () => false, ...changed };
}

/** Everything in memory, on the plain kernels, with a clock that ticks a minute a look. */
export function engineParts(changed: Partial<EngineParts> = {}): EngineParts {
  let minutes = 0;
  let ids = 0;
  return {
    openStore: () => openStore({ memory: true }),
    openCatalog: async () => topicCatalog(),
    chooseKernels: async (choice) => ({ kernels: openPlainKernels(), reason: choice === 'auto' ? 'no-webgpu' : 'forced' }),
    encoder: encoderParts(async () => topicEncoder()),
    otherEncoder: ({ model }) => encoderParts(async () => ({ ...topicEncoder(), model }), { model }),
    kernels: 'auto',
    scan: 'auto',
    now: () => new Date(Date.parse('2026-01-01') + 60_000 * minutes++).toISOString(),
    newId: () => `e${ids++}`,
    ...changed,
  };
}
