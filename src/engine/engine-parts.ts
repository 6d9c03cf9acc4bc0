import type { Catalog } from '../catalog/catalog.ts';
import type { EventId } from '../domain/event.ts';
import type { KernelChoice, ScanChoice } from '../domain/status.ts';
import type { Encoder } from '../encoder/encoder.ts';
import type { Store } from '../store/store.ts';
import type { OpenEncoderRequest } from './encoder-host.ts';
import type { ChooseKernels } from './kernel-host.ts';
import type { EncoderOptions } from './worker-options.ts';

/** The rooms that an engine wires; `worker.ts` gives the real ones, a test gives its own. */
export interface EngineParts {
  openStore(): Promise<Store>;
  /** @param refused told why the newest pack is not used, where an older one stands in */
  openCatalog(signal: AbortSignal, refused: (error: Error) => void): Promise<Catalog>;
  chooseKernels: ChooseKernels;
  /** The page's own choice; null where there is to be no encoder: then only catalog items can speak. */
  encoder: EncoderParts | null;
  /** Another encoder, which a person chose instead. */
  otherEncoder(options: EncoderOptions): EncoderParts;
  kernels: KernelChoice;
  scan: ScanChoice;
  now(): string;
  newId(): EventId;
}

export interface EncoderParts {
  model: string;
  open(catalog: Catalog, request: OpenEncoderRequest): Promise<Encoder>;
  /** Deletes what is kept of the model. */
  remove(): Promise<void>;
  /** Whether a download should wait for a person's word. */
  isCostly(): boolean;
}
