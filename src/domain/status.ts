/** Which kernels to run: `auto` measures and refuses a software adapter; the others force. */
export type KernelChoice = 'auto' | 'gpu' | 'simd' | 'plain';

export const KERNEL_CHOICES: readonly KernelChoice[] = ['auto', 'gpu', 'simd', 'plain'];

/** How a large catalog is read: `exact` all items over all events, `coarse` in two stages, `auto` in two where one would take too long. */
export type ScanChoice = 'auto' | 'exact' | 'coarse';

export const SCAN_CHOICES: readonly ScanChoice[] = ['auto', 'exact', 'coarse'];

/** How the last list was made. */
export interface ScanFigures {
  /** Null before the first. */
  ran: 'exact' | 'coarse' | null;
  /** Items that a coarse first stage leaves to the exact second. */
  survivors?: number;
  /** Share of the `at` best that are among the survivors, as measured here on `rows` items. */
  recall?: { value: number; at: number; rows: number };
}

/** Why these kernels run. */
export type KernelReason =
  | 'forced'
  | 'gpu-faster'
  | 'cpu-faster'
  | 'no-webgpu'
  | 'no-adapter'
  | 'software-adapter'
  | 'device-lost'
  | 'device-refused'
  | 'self-test-failed'
  | 'no-simd'
  | 'no-room';

/** What was measured of the kernels on this device. */
export interface KernelFigures {
  /** Milliseconds that a list of this catalog takes over 64 events, all computed. */
  listMs: { gpu: number; cpu: number };
  /** How the GPU computes dots. */
  product: 'tiled' | 'registers' | 'packed' | 'half';
  /** Whether the GPU merges its states by subgroups. */
  subgroups: boolean;
  /** Multiplications a millisecond of each way that was tried; `subgroups`: of the fastest of them with subgroups. */
  rates: Partial<Record<'tiled' | 'registers' | 'packed' | 'half' | 'subgroups', number>>;
}

/** A trouble that the user can see; an element makes the sentence. */
export interface Problem {
  room: 'catalog' | 'encoder' | 'store' | 'kernels' | 'engine';
  code: string;
  /** Technical detail in English, for a report. */
  detail: string;
}

/** Which encoder reads texts: none, the small one that comes along, the full one that it was made from, or another by its id. */
export type EncoderTier = 'none' | 'embedded' | 'full' | 'other';

/** Texts of the history in a language that the encoder does not know. */
export interface UnreadTexts {
  /** BCP 47 tag; `und-Cyrl` and the like where the script is all that is sure. */
  language: string;
  texts: number;
}

export interface EncoderStatus {
  /** `deferred`: a download waits for a person's word, because the connection is metered, slow or told to save data. */
  state: 'absent' | 'deferred' | 'loading' | 'ready' | 'failed' | 'cancelled' | 'removed';
  tier: EncoderTier;
  /** Id of the model, such as `attune/minilm-zh-en`; empty for none. */
  model: string;
  backend?: 'wasm' | 'webgpu' | 'cpu';
  /** Why this backend, how fast those were that were measured, and which were rejected for wrong vectors or did not start. */
  choice?: {
    reason: 'only' | 'measured' | 'forced';
    textsPerSecond: Partial<Record<'wasm' | 'webgpu' | 'cpu', number>>;
    rejected: { backend: 'wasm' | 'webgpu' | 'cpu'; code: string; detail: string }[];
  };
  batchSize?: number;
  /** Whether the model's files are kept on this device for the next time. */
  kept?: boolean;
  /** Languages that the model reads, as BCP 47 tags; none where that is not known. */
  languages?: string[];
  /** What of the history is in other languages, most first, as far as that is certain. */
  unread?: UnreadTexts[];
  /** While loading. */
  progress?: Progress;
  /** History events whose text still waits to be embedded. */
  waiting: number;
  problem?: Problem;
}

/** Long work: `done` of `total` bytes or things. */
export interface Progress {
  done: number;
  total: number;
  unit: 'bytes' | 'items';
  files?: { file: string; done: number; total: number }[];
}

export interface Status {
  state: 'opening' | 'ready' | 'failed' | 'closed';
  catalog: { items: number; dimension: number; spaces: string[]; sizeBytes: number; interactions: boolean } | null;
  encoder: EncoderStatus;
  kernels: { name: 'gpu' | 'simd' | 'plain'; choice: KernelChoice; adapter: string | null; fallback: boolean; reason: KernelReason; dispatches: number; figures?: KernelFigures; scan: ScanFigures & { choice: ScanChoice } } | null;
  store: { kind: 'indexeddb' | 'memory'; reason?: string; events: number; paused: boolean };
  /** Milliseconds of the last request by step. */
  timings: Record<string, number>;
  problems: Problem[];
}

/** What a subscriber hears. */
export type Change =
  | { type: 'status'; status: Status }
  | { type: 'history' }
  /** What choices taught has changed. Lists that are on the page stay as they are; those that are made from here on follow. */
  | { type: 'learning' };
