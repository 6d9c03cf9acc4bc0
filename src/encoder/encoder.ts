import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { Matrix } from '../domain/matrix.ts';
import type { Progress } from '../domain/status.ts';

/** Text → unit vectors. */
export interface Encoder {
  /** Model id, such as `Xenova/all-MiniLM-L6-v2`. */
  readonly model: string;
  /** The space of readable texts' vectors. */
  readonly space: EmbeddingSpace;
  /** Languages that the model reads, as BCP 47 tags; none where that is not known. */
  readonly languages: readonly string[];
  readonly dimension: number;
  readonly backend: 'wasm' | 'webgpu' | 'cpu';
  /** Why this backend. */
  readonly choice: BackendChoice;
  /** Texts per call that this backend and model do best with; 1 where activations are quantised per tensor. */
  readonly batchSize: number;
  /** Whether its files came over the network this time. */
  readonly fetched: boolean;
  /** Whether its files are kept here for the next time. */
  readonly kept: boolean;
  /**
   * One unit row per text, in order; a blank text gives a zero row. A text whose unknown share is above
   * UNKNOWN_LIMIT, or in a language of whose words the model sees but letters, is given the lexicon's vector, in the
   * lexicon's space, where there is a lexicon.
   *
   * @throws {EncoderError} `encode-failed`; `AbortError` when given up
   */
  encode(texts: readonly string[], options?: EncodeOptions): Promise<Encoding>;
  close(): Promise<void>;
}

export interface BackendChoice {
  /** `measured`: the fastest of several, now or when it was last measured here; `only`: there was no other; `forced`: asked for. */
  reason: 'only' | 'measured' | 'forced';
  /** Of those that were measured. */
  textsPerSecond: Partial<Record<Encoder['backend'], number>>;
  /** Backends that gave wrong vectors or did not start, and what they said. */
  rejected: { backend: Encoder['backend']; code: EncoderTrouble; detail: string }[];
}

export interface EncodeOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

export interface Encoding {
  matrix: Matrix;
  /** [n] share of [UNK] among a text's tokens. */
  unknownShare: Float32Array;
}

/** Above this share of unknown tokens a vector means nothing and the lexicon speaks instead. */
export const UNKNOWN_LIMIT = 0.2;

export type EncoderTrouble =
  | 'deferred' | 'offline' | 'not-found' | 'corrupt' | 'wrong-answer' | 'wrong-dimension' | 'unsupported' | 'encode-failed';

/** The model could not be fetched, started or run. */
export class EncoderError extends Error {
  override name = 'EncoderError';
  readonly code: EncoderTrouble;
  constructor(code: EncoderTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
