import { pickRows, type QuantisedMatrix } from '../../domain/matrix.ts';
import type { Kernels, RankRequest, RankResult, ResidentCatalog } from '../kernels.ts';

/** Some rows of a catalog, resident beside it with the request's sample: what they score is what they score among all. */
export class CatalogPart {
  readonly #rows: Uint32Array;
  readonly #all: Uint32Array;
  readonly #places: ReadonlyMap<number, number>;
  readonly #resident: ResidentCatalog;
  readonly #request: RankRequest;

  private constructor(rows: Uint32Array, all: Uint32Array, resident: ResidentCatalog, request: RankRequest) {
    this.#rows = rows;
    this.#all = all;
    this.#places = new Map(Array.from(all, (row, place) => [row, place]));
    this.#resident = resident;
    const excluded = new Uint32Array(Math.ceil(all.length / 32)).fill(0xffffffff);
    for (const row of rows) excluded[this.#place(row) >> 5] &= ~(1 << (this.#place(row) & 31));
    const { prior, sample } = request;
    this.#request = { ...request, prior: prior && Float32Array.from(all, (row) => prior[row]), sample: sample.map((row) => this.#place(row)), excluded };
  }

  static async load(kernels: Pick<Kernels, 'load'>, vectors: QuantisedMatrix, rows: Uint32Array, request: RankRequest, signal?: AbortSignal): Promise<CatalogPart> {
    // By catalog row, so that ties fall as they would among all.
    const all = Uint32Array.from(new Set([...rows, ...request.sample])).sort();
    return new CatalogPart(rows, all, await kernels.load(pickRows(vectors, all), signal), request);
  }

  /** The request among the rows, which the result names as the catalog does. */
  async rank(signal?: AbortSignal): Promise<RankResult> {
    const result = await this.#resident.rank(this.#request, signal);
    return { ...result, rows: result.rows.map((place) => this.#all[place]) };
  }

  /** [rows] in their order. */
  async scores(signal?: AbortSignal): Promise<Float32Array> {
    const scores = await this.#resident.scores({ ...this.#request, k: 0 }, signal);
    return Float32Array.from(this.#rows, (row) => scores[this.#place(row)]);
  }

  release(): void {
    this.#resident.release();
  }

  #place(row: number): number {
    return this.#places.get(row)!;
  }
}
