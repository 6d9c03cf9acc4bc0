import type { QuantisedMatrix } from '../../domain/matrix.ts';
import type { ReadRequest } from '../cpu-catalog.ts';
import type { SimdModule } from './compile-simd.ts';

/** What a shard's worker is told; each but `abort` and `forget` is answered under its number. */
export type ToShard =
  | { kind: 'load'; call: number; catalog: QuantisedMatrix; module: SimdModule }
  | { kind: 'read'; call: number; request: ReadRequest }
  | { kind: 'abort'; call: number }
  | { kind: 'forget' };

/** Its answer: readouts [heads][rows of the shard], none for `load`; or why there are none. */
export type FromShard = { call: number; readouts: Float32Array<ArrayBuffer>[] } | { call: number; error: { name: string; message: string } };
