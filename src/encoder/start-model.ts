import { AutoModel, env, PreTrainedTokenizer, Tensor } from '@xenova/transformers';
import { EncoderError } from './encoder.ts';
import { nodeParts } from './node-parts.ts';
import { unitMeanRows } from './unit-mean-rows.ts';
import type { FailedSession } from './web-runtime.ts';

/** Longer texts are cut: the limit that all-MiniLM-L6-v2 was trained and is measured with. */
const MAX_TOKENS = 256;
/**
 * The tokenizer is spared what lies behind: 256 words of 100 characters, the longest that WordPiece reads, and a space
 * after each. Only whitespace runs can bring a token from beyond.
 */
const MAX_CHARACTERS = MAX_TOKENS * 101;
/** The host that transformers.js is told of: none. It is handed every file and fetches nothing itself. */
const NOWHERE = 'https://nowhere.invalid/';

export interface Tokens {
  ids: number[];
  /** Share of [UNK] among the tokens that the text itself gave. */
  unknownShare: number;
}

/** A network that runs. */
export interface StartedModel {
  readonly dimension: number;
  /** The text's tokens; none for a blank text. */
  tokens(text: string): Tokens;
  /** [n, D] unit rows. */
  vectors(batch: readonly Tokens[]): Promise<Float32Array>;
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

/** Gives onnxruntime-web its own WASM, once and before the first model. */
export function useWasm({ binary, loaderUrl }: WasmRuntime): void {
  const wasm = env.backends.onnx.wasm!;
  wasm.wasmBinary = binary.buffer;
  wasm.wasmPaths = { mjs: loaderUrl };
  wasm.numThreads = globalThis.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1;
}

/**
 * Starts a model from its files' bytes.
 *
 * @throws {EncoderError} `corrupt` when tokenizer or network cannot be read; `unsupported` when it gives no token vectors
 */
export async function startModel(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<StartedModel> {
  const id = `attune/opening-${++openings}`;
  const urls = [...files].map(([name, bytes]) => [`${NOWHERE}${id}/${name}`, bytes] as const);
  try {
    const tokenizer = new PreTrainedTokenizer(parse(files, 'tokenizer.json'), parse(files, 'tokenizer_config.json'));
    for (const [url, bytes] of urls) handed.set(url, bytes);
    const model = await AutoModel.from_pretrained(id, { dtype: 'q8', device: nodeParts() ? 'cpu' : 'wasm' });
    const { failure } = model.sessions.model as Partial<FailedSession>;
    if (failure !== undefined) throw failure;
    return await running(tokenizer, model).catch(async (error: unknown) => {
      await model.dispose();
      throw error;
    });
  } catch (error) {
    if (error instanceof EncoderError) throw error;
    throw new EncoderError('corrupt', `expected a readable model, got ${messageOf(error)}`, error);
  } finally {
    for (const [url] of urls) handed.delete(url);
    if (env.backends.onnx.wasm) env.backends.onnx.wasm.wasmBinary = undefined; // Compiled by now: 14 MB less.
  }
}

function parse(files: ReadonlyMap<string, Uint8Array>, name: string): object {
  return JSON.parse(new TextDecoder().decode(files.get(name))) as object;
}

async function running(tokenizer: PreTrainedTokenizer, model: Awaited<ReturnType<typeof AutoModel.from_pretrained>>): Promise<StartedModel> {
  const pad = tokenizer.pad_token_id ?? 0;
  const hidden = async (batch: readonly Tokens[]) => {
    const output = (await model(feed(batch, pad))) as Record<string, Tensor | undefined>;
    if (output.last_hidden_state?.dims.length !== 3) throw new EncoderError('unsupported', `expected an output last_hidden_state [n, tokens, D], got ${Object.keys(output).join(', ')}`);
    return output.last_hidden_state;
  };
  const frame = new Set(idsOf(tokenizer, '')); // What the tokenizer puts around every text: [CLS] and [SEP].
  const first = await hidden([tokensOf(tokenizer, frame, 'a')]);
  const dimension = first.dims[2];
  return {
    dimension,
    tokens: (text) => tokensOf(tokenizer, frame, text),
    vectors: async (batch) => unitMeanRows((await hidden(batch)).data as Float32Array, batch.map(({ ids }) => ids.length), dimension),
    close: async () => void (await model.dispose()),
  };
}

function idsOf(tokenizer: PreTrainedTokenizer, text: string): number[] {
  return (tokenizer(text, { return_tensor: false }) as unknown as { input_ids: number[] }).input_ids;
}

function tokensOf(tokenizer: PreTrainedTokenizer, frame: ReadonlySet<number>, text: string): Tokens {
  const readable = text.trim().slice(0, MAX_CHARACTERS);
  if (readable === '') return { ids: [], unknownShare: 0 };
  const all = idsOf(tokenizer, readable);
  // The library's own truncation would cut the closing [SEP], with which the model was trained.
  const ids = all.length > MAX_TOKENS ? [...all.slice(0, MAX_TOKENS - 1), all.at(-1)!] : all;
  const own = ids.filter((token) => !frame.has(token));
  const unknown = own.filter((token) => token === tokenizer.unk_token_id).length;
  return { ids: own.length > 0 ? ids : [], unknownShare: own.length > 0 ? unknown / own.length : 0 };
}

function feed(batch: readonly Tokens[], pad: number): Record<string, Tensor> {
  const width = Math.max(...batch.map(({ ids }) => ids.length));
  const ids = new BigInt64Array(batch.length * width).fill(BigInt(pad));
  const mask = new BigInt64Array(batch.length * width);
  for (const [n, tokens] of batch.entries()) {
    for (const [t, id] of tokens.ids.entries()) {
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
