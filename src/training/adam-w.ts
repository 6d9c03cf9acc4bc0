/** Of AdamW (Loshchilov and Hutter, arXiv 1711.05101). */
export interface AdamWOptions {
  rate: number;
  /** Share of a parameter that a step of rate 1 takes away. */
  decay: number;
}

const BETA1 = 0.9, BETA2 = 0.999, EPSILON = 1e-8;

/** One array of parameters and the moments of its gradient. */
export class AdamW {
  readonly values: Float32Array;
  readonly #options: AdamWOptions;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(values: Float32Array, options: AdamWOptions) {
    this.values = values;
    this.#options = options;
    this.#first = new Float64Array(values.length);
    this.#second = new Float64Array(values.length);
  }

  /**
   * @param gradient of the loss by `values`
   * @param share    of the rate
   */
  step(gradient: ArrayLike<number>, share = 1): void {
    const { decay } = this.#options;
    const rate = share * this.#options.rate;
    this.#steps++;
    const [unbias1, unbias2] = [1 - BETA1 ** this.#steps, 1 - BETA2 ** this.#steps];
    for (let i = 0; i < this.values.length; i++) {
      const first = (this.#first[i] = BETA1 * this.#first[i] + (1 - BETA1) * gradient[i]);
      const second = (this.#second[i] = BETA2 * this.#second[i] + (1 - BETA2) * gradient[i] ** 2);
      this.values[i] -= rate * (decay * this.values[i] + first / unbias1 / (Math.sqrt(second / unbias2) + EPSILON));
    }
  }
}
