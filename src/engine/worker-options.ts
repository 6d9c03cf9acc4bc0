import type { KernelChoice, ScanChoice } from '../domain/status.ts';

/** Which encoder embeds texts that are not in the catalog. */
export interface EncoderOptions {
  /** Hub id of the model. */
  model: string;
  /** Base URL of a folder in hub layout; unless given, `models/` among the assets, then the hub. */
  base?: string;
}

/** What the worker builds its engine from. URLs are absolute: a worker may have another base than its page. */
export interface WorkerOptions {
  catalog: string;
  /** Public key that the pack must be signed by. */
  catalogKey: string | null;
  encoder: EncoderOptions | null;
  kernels: KernelChoice;
  scan: ScanChoice;
  /** `session` keeps the history in memory alone. */
  storage: 'persistent' | 'session';
  /** Folder that holds `models/` and `ort/`. */
  assets: string;
}
