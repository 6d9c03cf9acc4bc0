import type { KernelFigures } from '../domain/status.ts';
import type { AttentionWay } from './gpu/shader-catalog.ts';
import type { KernelSpeed } from './measure-speed.ts';

/** What was measured on a device, as it is kept: good while `key` (browser, driver, dimension and variants) stays the same. */
export interface RememberedSpeeds {
  key: string;
  /** The fastest. */
  way: AttentionWay;
  gpu: KernelSpeed;
  cpu: KernelSpeed;
  /** Multiplications a millisecond of each way that was tried and gave the right answers. */
  rates: KernelFigures['rates'];
}

/** Where it is kept. */
export interface KernelMemory {
  recall(): Promise<RememberedSpeeds | undefined>;
  remember(speeds: RememberedSpeeds): Promise<void>;
}
