import { expose } from 'comlink';
import { cachedPack } from '../catalog/cached-pack.ts';
import { openLexicon } from '../encoder/hashed-lexicon.ts';
import { chooseKernels } from '../kernels/choose-kernels.ts';
import { openStore } from '../store/open-store.ts';
import { Engine } from './engine.ts';
import { workerApi } from './worker-api.ts';

// The composition root: the one place that decides which rooms an engine is made of.
expose(
  workerApi(({ catalog, encoder, kernels, storage, assets }) => new Engine({
    openStore: () => openStore({ name: `attune ${catalog}`, memory: storage === 'session' }),
    openCatalog: (signal) => cachedPack(catalog, { signal }),
    chooseKernels,
    encoder: encoder && {
      model: encoder.model,
      // A chunk of its own: the first list must not wait for the encoder's runtime.
      open: async ({ vectors, lexicon }, options) => (await import('../encoder/open-encoder.ts')).openEncoder({
        ...options,
        model: encoder.model,
        base: encoder.base,
        assets,
        dimension: vectors.dimension,
        lexicon: lexicon ? openLexicon(lexicon, vectors.dimension) : undefined,
      }),
    },
    kernels,
    now: () => new Date().toISOString(),
    newId: () => crypto.randomUUID(),
  })),
);
