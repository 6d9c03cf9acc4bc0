/** Milliseconds that a rate looks back; shorter jumps about, longer lags behind. */
const WINDOW_MS = 3000;

/** Bytes per second and time left of a download, from the amounts it reports. */
export class DownloadRate {
  #samples: { at: number; done: number }[] = [];

  add(at: number, done: number): void {
    if (done < (this.#samples.at(-1)?.done ?? 0)) this.#samples = [];
    this.#samples.push({ at, done });
    while (this.#samples.length > 2 && at - this.#samples[0].at > WINDOW_MS) this.#samples.shift();
  }

  clear(): void {
    this.#samples = [];
  }

  /** 0 until there is something to measure. */
  get bytesPerSecond(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    return first && last && last.at > first.at ? ((last.done - first.done) / (last.at - first.at)) * 1000 : 0;
  }

  /** Milliseconds until `total`; null while the rate is unknown. */
  remainingMs(total: number): number | null {
    const rate = this.bytesPerSecond;
    return rate > 0 ? ((total - (this.#samples.at(-1)?.done ?? 0)) / rate) * 1000 : null;
  }
}
