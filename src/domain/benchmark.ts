import type { Cancellable } from './recommender.ts';

/** Candidates × events × dimensions of a list. */
export interface BenchmarkSize {
  rows: number;
  events: number;
  dimension: number;
}

/** What one contender took for lists of one size, in milliseconds from the request to the list. */
export interface BenchmarkTimes extends BenchmarkSize {
  contender: string;
  full: number[];
  /** The same after one more event, where the contender goes on from what it computed. */
  next: number[];
  /** Why there are no times, in English. */
  refusal?: string;
}

/** A whole run, as it is exported. */
export interface BenchmarkReport {
  /** ISO time. */
  at: string;
  browser: string;
  /** Logical cores. */
  cores: number;
  /** The GPU as the browser names it; null where there is none. */
  adapter: string | null;
  times: BenchmarkTimes[];
}

/** Measures what ranks, on this device. */
export interface Benchmark {
  /**
   * @param told called after each size with what is known so far and the share that is done, 0 … 1
   * @throws `AbortError` when given up
   */
  run(told: (times: readonly BenchmarkTimes[], done: number) => void, options?: Cancellable): Promise<BenchmarkReport>;
}
