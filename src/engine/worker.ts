import { expose } from 'comlink';
import { cachedPack } from '../catalog/cached-pack.ts';
import { isCostlyConnection } from '../encoder/costly-connection.ts';
import { EncoderError } from '../encoder/encoder.ts';
import { openLexicon } from '../encoder/hashed-lexicon.ts';
import { chooseKernels } from '../kernels/choose-kernels.ts';
// oxlint-disable-next-line import/default -- Vite gives the URL of the bundled worker
import shardUrl from '../kernels/simd/shard-worker.ts?worker&url';
import { openStore } from '../store/open-store.ts';
import { Engine } from './engine.ts';
import type { EncoderParts } from './engine-parts.ts';
import { startModule } from './start-module.ts';
import { workerApi } from './worker-api.ts';
import type { EncoderOptions } from './worker-options.ts';

// The composition root: the one place that decides which rooms an engine is made of.
expose(
  workerApi(({ catalog, catalogKey, encoder, kernels, scan, storage, assets }) => new Engine({
    openStore: () => openStore({ name: `attune ${catalog}`, memory: storage === 'session' }),
    openCatalog: (signal, onRefused) => cachedPack(catalog, { signal, key: catalogKey, onRefused }),
    chooseKernels: (choice, task) => chooseKernels(choice, { ...task, startShard }),
    encoder: encoder && encoderParts(encoder, assets),
    otherEncoder: (options) => encoderParts(options, assets),
    kernels,
    scan,
    now: () => new Date().toISOString(),
    newId: () => crypto.randomUUID(),
  })),
);

/** Another core for the kernels. */
function startShard(): Worker {
  return startModule(new URL(shardUrl, import.meta.url), 'attune shard');
}

function encoderParts(encoder: EncoderOptions, assets: string): EncoderParts {
  return {
    model: encoder.model,
    open: async ({ encoder: catalogModel, vectors, lexicon }, request) => (await encoderRoom()).openEncoder({
      ...request,
      ...encoder,
      assets,
      adapter: await (await import('../kernels/gpu/gpu-kernels.ts')).hardwareAdapter(),
      catalogModel,
      dimension: vectors.dimension,
      lexicon: lexicon ? openLexicon(lexicon, vectors.dimension) : undefined,
    }),
    remove: async () => (await encoderRoom()).removeModel({ ...encoder, assets }),
    isCostly: isCostlyConnection,
  };
}

/** A chunk of its own: the first list must not wait for the encoder's code. */
function encoderRoom(): Promise<typeof import('../encoder/open-encoder.ts')> {
  return import('../encoder/open-encoder.ts').catch((error: unknown) => {
    throw new EncoderError('offline', 'expected the encoder’s code, got no module', error);
  });
}
