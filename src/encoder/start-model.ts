import { AutoModel, env, PreTrainedTokenizer, Tensor } from '@xenova/transformers';
import { EncoderError } from './encoder.ts';
import { unitMeanRows } from './unit-mean-rows.ts';
import type { WebBackend } from './wasm-assets.ts';
import type { FailedSession, GpuFlags } from './web-runtime.ts';

/** Of a long text this many pieces are read: of a page of prose, what a reader has seen of it before deciding. */
const MAX_PIECES = 4;
/** The longest word that WordPiece reads, and a space after it: the tokenizer is spared what lies beyond the pieces. */
const MAX_WORD_CHARACTERS = 101;
/** The host that transformers.js is told of: none. It is handed every file and fetches nothing itself. */
const NOWHERE = 'https://nowhere.invalid/';

export interface Tokens {
  /** Each within the model's window and framed as the model was taught; none for a blank text. */
  pieces: number[][];
  /** Share of [UNK] among the tokens that the text itself gave. */
  unknownShare: number;
  /** Share of tokens that other models of the space do not know: [UNK] and the model's own. */
  foreignShare: number;
}

/** How a model reads. */
export interface Reading {
  /** Tokens at once, the frame included. */
  maxTokens: number;
  /** The first token that other models of its space do not know. */
  ownTokensFrom: number;
}

/** A network that runs. */
export interface StartedModel {
  readonly dimension: number;
  tokens(text: string): Tokens;
  /** [n, D] unit rows. */
  vectors(pieces: readonly (readonly number[])[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Files handed to transformers.js under an id of their own; it reads them through its cache interface, and no other way. */
const handed = new Map<string, Uint8Array<ArrayBuffer>>();
let openings = 0;

env.allowLocalModels = false;
env.useFS = false;
env.useFSCache = false;
env.useBrowserCache = false;
env.useWasmCache = false; // It imports a blob: module, which a strict CSP refuses.
env.useCustomCache = true;
env.remoteHost = NOWHERE;
env.remotePathTemplate = '{model}/';
env.logLevel = 40; // Errors alone: ORT and transformers.js would otherwise warn on the page's console.
env.fetch = async () => new Response(null, { status: 404 });
env.customCache = {
  match: async (request) => {
    const bytes = handed.get(request);
    return bytes && new Response(bytes, { headers: { 'content-length': String(bytes.length) } });
  },
  put: async () => undefined,
};

/** The WASM of onnxruntime-web: its code and where its loader lies. */
export interface WasmRuntime {
  binary: Uint8Array<ArrayBuffer>;
  loaderUrl: string;
}

/** The version of the WASM file that this build's JavaScript expects. */
export function wasmVersion(): string {
  return env.backends.onnx.versions?.web ?? 'unknown';
}

/** Gives onnxruntime-web its own WASM, once for each backend and before its first model. */
export function useRuntime(backend: WebBackend, { binary, loaderUrl }: WasmRuntime): void {
  const flags = {
    wasmBinary: binary.buffer,
    wasmPaths: { mjs: loaderUrl },
    numThreads: globalThis.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1,
  };
  if (backend === 'webgpu') (env.backends.onnx.wasm as GpuFlags).gpu = flags;
  else Object.assign(env.backends.onnx.wasm!, flags);
}

/**
 * Starts a model from its files' bytes.
 *
 * @throws {EncoderError} `corrupt` when tokenizer or network cannot be read; `unsupported` when it gives no token vectors
 */
export async function startModel(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, reading: Reading, device: WebBackend | 'cpu'): Promise<StartedModel> {
  const id = `attune/opening-${++openings}`;
  const urls = [...files].map(([name, bytes]) => [`${NOWHERE}${id}/${name}`, bytes] as const);
  try {
    const tokenizer = new PreTrainedTokenizer(parse(files, 'tokenizer.json'), parse(files, 'tokenizer_config.json'));
    for (const [url, bytes] of urls) handed.set(url, bytes);
    const model = await AutoModel.from_pretrained(id, { dtype: 'q8', device });
    const { failure } = model.sessions.model as Partial<FailedSession>;
    if (failure !== undefined) throw failure;
    return await running(tokenizer, model, reading).catch(async (error: unknown) => {
      await model.dispose();
      throw error;
    });
  } catch (error) {
    if (error instanceof EncoderError) throw error;
    throw new EncoderError('corrupt', `expected a readable model, got ${messageOf(error)}`, error);
  } finally {
    for (const [url] of urls) handed.delete(url);
    if (env.backends.onnx.wasm) env.backends.onnx.wasm.wasmBinary = undefined; // Compiled by now: 14 MB less.
    delete (env.backends.onnx.wasm as GpuFlags | undefined)?.gpu;
  }
}

function parse(files: ReadonlyMap<string, Uint8Array>, name: string): object {
  return JSON.parse(new TextDecoder().decode(files.get(name))) as object;
}

async function running(tokenizer: PreTrainedTokenizer, model: Awaited<ReturnType<typeof AutoModel.from_pretrained>>, reading: Reading): Promise<StartedModel> {
  const pad = tokenizer.pad_token_id ?? 0;
  const hidden = async (batch: readonly (readonly number[])[]) => {
    const output = (await model(feed(batch, pad))) as Record<string, Tensor | undefined>;
    if (output.last_hidden_state?.dims.length !== 3) throw new EncoderError('unsupported', `expected an output last_hidden_state [n, tokens, D], got ${Object.keys(output).join(', ')}`);
    return output.last_hidden_state;
  };
  const read = readerOf(tokenizer, reading);
  const first = await hidden(read('a').pieces);
  const dimension = first.dims[2];
  return {
    dimension,
    tokens: read,
    vectors: async (batch) => unitMeanRows((await hidden(batch)).data as Float32Array, batch.map(({ length }) => length), dimension),
    close: async () => void (await model.dispose()),
  };
}

function idsOf(tokenizer: PreTrainedTokenizer, text: string): number[] {
  return (tokenizer(text, { return_tensor: false }) as unknown as { input_ids: number[] }).input_ids;
}

/** Cuts a text into tokens, and the tokens into pieces of the model's window, as equal as they can be. */
function readerOf(tokenizer: PreTrainedTokenizer, { maxTokens, ownTokensFrom }: Reading): StartedModel['tokens'] {
  const frame = idsOf(tokenizer, ''); // What the tokenizer puts around every text: [CLS] and [SEP].
  const [open, close] = [frame[0], frame.at(-1)!];
  const window = maxTokens - frame.length;
  const special = new Set(frame);
  return (text) => {
    const readable = text.trim().slice(0, window * MAX_PIECES * MAX_WORD_CHARACTERS);
    const own = readable === '' ? [] : idsOf(tokenizer, readable).slice(1, -1).slice(0, window * MAX_PIECES);
    const said = own.filter((token) => !special.has(token));
    const count = said.length === 0 ? 0 : Math.ceil(own.length / window);
    const pieces = Array.from({ length: count }, (_, n) => [open, ...own.slice(Math.ceil((n * own.length) / count), Math.ceil(((n + 1) * own.length) / count)), close]);
    const share = (isSo: (token: number) => boolean) => (said.length > 0 ? said.filter(isSo).length / said.length : 0);
    const isUnknown = (token: number) => token === tokenizer.unk_token_id;
    return { pieces, unknownShare: share(isUnknown), foreignShare: share((token) => isUnknown(token) || token >= ownTokensFrom) };
  };
}

function feed(batch: readonly (readonly number[])[], pad: number): Record<string, Tensor> {
  const width = Math.max(...batch.map(({ length }) => length));
  const ids = new BigInt64Array(batch.length * width).fill(BigInt(pad));
  const mask = new BigInt64Array(batch.length * width);
  for (const [n, piece] of batch.entries()) {
    for (const [t, id] of piece.entries()) {
      ids[n * width + t] = BigInt(id);
      mask[n * width + t] = 1n;
    }
  }
  const tensor = (data: BigInt64Array) => new Tensor('int64', data, [batch.length, width]);
  return { input_ids: tensor(ids), attention_mask: tensor(mask), token_type_ids: tensor(new BigInt64Array(ids.length)) };
}

/** ORT for the web throws bare numbers: pointers into its memory. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : `failure ${String(error)}`;
}
