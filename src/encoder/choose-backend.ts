import { throwIfAborted } from './abort.ts';
import { type BackendChoice, type Encoder, EncoderError } from './encoder.ts';
import { checkKnownAnswer } from './known-answer.ts';
import { bestBatch, measureBatches, type RunBatch } from './measure-batch-size.ts';
import type { ModelCache } from './model-cache.ts';
import type { ModelManifest } from './model-manifest.ts';
import type { StartedModel } from './start-model.ts';

type Backend = Encoder['backend'];

export interface ChosenBackend {
  backend: Backend;
  started: StartedModel;
  batchSize: number;
  choice: BackendChoice;
}

/** What was measured, as it is kept: good while `key` (browser, driver, runtime and model) stays the same. */
export interface RememberedBackend extends Pick<BackendChoice, 'textsPerSecond' | 'rejected'> {
  key: string;
  backend: Backend;
  batchSize: number;
}

export interface BackendSearch {
  /** In the order they are tried. */
  candidates: readonly Backend[];
  /** Whether a person asked for the one candidate. */
  forced: boolean;
  /** Fetches what the backend needs and starts the model on it. */
  start(backend: Backend): Promise<StartedModel>;
  manifest: Pick<ModelManifest, 'space' | 'golden'>;
  /** Texts per call; measured unless given. */
  batchSize?: number;
  signal?: AbortSignal;
  cache: ModelCache;
  memory: BackendMemory | null;
  /** What recallBackend() gave. */
  known: RememberedBackend | null;
}

/** Where what was measured is kept, and for what it is good. */
export interface BackendMemory {
  url: string;
  key: string;
}

/** What was measured here before, if it is still good. */
export async function recallBackend({ url, key }: BackendMemory, candidates: readonly Backend[], cache: ModelCache): Promise<RememberedBackend | null> {
  const bytes = await cache.get(url);
  if (!bytes) return null;
  try {
    const known = JSON.parse(new TextDecoder().decode(bytes)) as RememberedBackend;
    return known.key === key && candidates.includes(known.backend) ? known : null;
  } catch {
    return null; // Written by another version, or cut short: measured again.
  }
}

/**
 * Starts the model on each candidate, holds each against the answers that are known, and keeps the fastest of those that
 * give them. What was measured once is kept, so that the next time starts one backend alone; the answers are checked every
 * time, for drivers change.
 *
 * @throws what the last candidate's start or check threw when none is left; `AbortError` when given up
 */
export async function chooseBackend(search: BackendSearch): Promise<ChosenBackend> {
  const { known } = search;
  if (known) {
    const trial = await tryBackend(known.backend, known.batchSize, search).catch(() => null);
    if (search.signal?.aborted) await trial?.started.close();
    throwIfAborted(search.signal);
    if (trial) return { ...trial, choice: { reason: reasonOf(search, known), textsPerSecond: known.textsPerSecond, rejected: known.rejected } };
  }
  const rejected: BackendChoice['rejected'] = [];
  const textsPerSecond: BackendChoice['textsPerSecond'] = {};
  let best: Trial | null = null;
  let refusal: unknown;
  try {
    for (const backend of search.candidates) {
      const trial = await tryBackend(backend, search.batchSize, search).catch((error: unknown) => {
        if (!(error instanceof EncoderError)) throw error;
        rejected.push({ backend, code: error.code, detail: error.message });
        refusal = error;
        return null;
      });
      const isFaster = trial !== null && (!best || trial.rate > best.rate);
      await (isFaster ? best : trial)?.started.close();
      if (isFaster) best = trial;
      if (trial) textsPerSecond[backend] = trial.rate;
      throwIfAborted(search.signal);
    }
  } catch (error) {
    await best?.started.close();
    throw error;
  }
  if (!best) throw refusal;
  const { backend, started, batchSize } = best;
  const choice: BackendChoice = { reason: reasonOf(search, { rejected }), textsPerSecond, rejected };
  if (search.memory) await search.cache.put(new Map([[search.memory.url, encode({ key: search.memory.key, backend, batchSize, textsPerSecond, rejected })]]));
  return { backend, started, batchSize, choice };
}

type Trial = Omit<ChosenBackend, 'choice'> & { rate: number };

async function tryBackend(backend: Backend, batchSize: number | undefined, { start, manifest }: BackendSearch): Promise<Trial> {
  const started = await start(backend);
  try {
    const run: RunBatch = (texts) => started.vectors(texts.flatMap((text) => started.tokens(text).pieces.slice(0, 1)));
    await checkKnownAnswer(run, manifest);
    if (batchSize !== undefined) return { backend, started, batchSize, rate: 0 };
    const { size, textsPerSecond } = bestBatch(await measureBatches(run));
    return { backend, started, batchSize: size, rate: Math.round(textsPerSecond) };
  } catch (error) {
    await started.close();
    if (error instanceof EncoderError) throw error;
    throw new EncoderError('unsupported', `${backend}: expected vectors, got ${error instanceof Error ? error.message : `failure ${String(error)}`}`, error);
  }
}

function reasonOf({ candidates, forced }: BackendSearch, { rejected }: Pick<BackendChoice, 'rejected'>): BackendChoice['reason'] {
  if (forced) return 'forced';
  return candidates.length - rejected.length > 1 ? 'measured' : 'only';
}

function encode(remembered: RememberedBackend): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(remembered)) as Uint8Array<ArrayBuffer>;
}
