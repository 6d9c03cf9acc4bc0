import type { QuantisedMatrix } from '../../domain/matrix.ts';
import { seededRandom } from '../../domain/seeded-random.ts';
import type { ScanChoice, ScanFigures } from '../../domain/status.ts';
import { checkRankRequest } from '../check-request.ts';
import type { Kernels, RankRequest, RankResult, ResidentCatalog, WeighResult } from '../kernels.ts';
import { CatalogPart } from './catalog-part.ts';
import { estimateRecall } from './estimate-recall.ts';
import { HistoryCentroids } from './history-centroids.ts';

export interface TwoStageOptions {
  /** Rows that the first stage leaves to the second. */
  survivors: number;
  /** Keys that stand for the history in the first. */
  centroids: number;
  /** An exact list that would take longer is made in two stages, unless a person wants it. */
  longestExactMs: number;
  /** How long after a list recall is measured: the next request is more urgent. */
  idleMs: number;
  /** Called when recall is known. */
  measured(): void;
}

const OPTIONS: TwoStageOptions = { survivors: 4000, centroids: 128, longestExactMs: 1000, idleMs: 1000, measured: () => undefined };
/** Multiplications a millisecond, as long as none were timed here. */
const USUAL_RATES = { gpu: 200e6, simd: 20e6, plain: 1e6 };
/** A shorter list tells of overheads alone. */
const LEAST_TIMED = 200e6;
/** Rows read for recall, in survivors: these, and as many times more just below them. */
const REACH = 4;
const FAR_ROWS = 4096;
/** Rows that are scored exactly at once. */
const BATCH_ROWS = 4096;
const RECALL_AT = 100;
/** A first stage that misses more is given up: for one of twice the survivors and centroids, and then for all rows. */
const LEAST_RECALL = 0.95;
const MOST_DOUBLINGS = 1;
/** A summary of a history that is not much shorter than it saves nothing. */
const LEAST_GAIN = 2;

/**
 * A resident catalog that ranks in two stages where that is worth it: the same kernels over the centroids of the history choose
 * the survivors among all rows, and score these exactly over the whole history. Scores, readouts and moments of a result are
 * exact; only who takes part is not, and how many of the best do is measured.
 */
export class TwoStageCatalog implements ResidentCatalog {
  readonly rows: number;
  readonly dimension: number;
  readonly #kernels: Pick<Kernels, 'name' | 'load'>;
  readonly #resident: ResidentCatalog;
  readonly #vectors: QuantisedMatrix;
  readonly #options: TwoStageOptions;
  #centroids: HistoryCentroids;
  #productsPerMs: number;
  #survivors: number;
  #doublings = 0;
  /** How often all was forgotten. */
  #era = 0;
  #ran: ScanFigures['ran'] = null;
  #recall: ScanFigures['recall'];
  #measuring: { timer: ReturnType<typeof setTimeout>; controller: AbortController } | null = null;

  /** `exact` reads all rows over all events, `coarse` does not where it can, `auto` does what takes a second at most. */
  scan: ScanChoice;

  constructor(kernels: Pick<Kernels, 'name' | 'load'>, resident: ResidentCatalog, vectors: QuantisedMatrix, scan: ScanChoice, options: Partial<TwoStageOptions> = {}) {
    this.rows = resident.rows;
    this.dimension = resident.dimension;
    this.#kernels = kernels;
    this.#resident = resident;
    this.#vectors = vectors;
    this.scan = scan;
    this.#options = { ...OPTIONS, ...options };
    this.#survivors = this.#options.survivors;
    this.#centroids = new HistoryCentroids(this.#options.centroids);
    this.#productsPerMs = USUAL_RATES[kernels.name];
  }

  /** What the last list was made by; recall as far as it is measured. */
  get figures(): ScanFigures {
    return { ran: this.#ran, ...(this.#ran === 'coarse' && { survivors: this.#survivors, ...(this.#recall && { recall: this.#recall }) }) };
  }

  async rank(request: RankRequest, signal?: AbortSignal): Promise<RankResult> {
    this.#stopMeasuring();
    if (this.#isLarge) {
      checkRankRequest(request, this.rows, this.dimension);
      const few = listedRows(this.rows, request.excluded, this.#survivors);
      if (few) return this.#rankPart(few, request, signal);
    }
    const era = this.#era;
    const due = this.#isLarge ? this.#resident.eventsDue(request) : 0;
    const summary = this.#isCoarse(request, due) ? this.#centroids.of(request) : null;
    const coarse = summary !== null && LEAST_GAIN * summary.centroids.history.rows <= request.history.rows;
    const result = coarse ? await this.#rankInTwoStages(request, summary, era, signal) : await this.#timed(request, due, signal);
    this.#ran = coarse ? 'coarse' : 'exact';
    return result;
  }

  eventsDue(request: RankRequest): number {
    return this.#resident.eventsDue(request);
  }

  /** All scores, exact whatever the choice: a sum over all rows has no survivors. */
  scores(request: RankRequest, signal?: AbortSignal): Promise<Float32Array> {
    return this.#resident.scores(request, signal);
  }

  weigh(rows: Uint32Array, request: Pick<RankRequest, 'history' | 'heads'>, signal?: AbortSignal): Promise<WeighResult> {
    return this.#resident.weigh(rows, request, signal);
  }

  forget(): void {
    this.#era++;
    this.#stopMeasuring();
    this.#centroids.forget();
    this.#resident.forget();
  }

  release(): void {
    this.#stopMeasuring();
    this.#resident.release();
  }

  /** Whether a first stage could leave most rows out. */
  get #isLarge(): boolean {
    return this.rows > 2 * REACH * this.#survivors;
  }

  /** @param due events that an exact list would read */
  #isCoarse(request: RankRequest, due: number): boolean {
    const { history, heads, k } = request;
    const gains = this.#isLarge && history.rows > 1 && heads.length > 0 && REACH * k <= this.#survivors;
    if (!gains || this.scan === 'exact') return false;
    if (this.scan === 'coarse') return true;
    return this.#doublings <= MOST_DOUBLINGS && this.#products(due) > this.#options.longestExactMs * this.#productsPerMs;
  }

  #products(events: number): number {
    return this.rows * this.dimension * events;
  }

  /** A list by the resident catalog, which tells how fast it is. */
  async #timed(request: RankRequest, due: number, signal?: AbortSignal): Promise<RankResult> {
    const products = this.#products(request.heads.length > 0 ? due : 0);
    const started = performance.now();
    const result = await this.#resident.rank(request, signal);
    if (products >= LEAST_TIMED) this.#productsPerMs = products / Math.max(0.01, performance.now() - started);
    return result;
  }

  async #rankInTwoStages(request: RankRequest, { centroids, fresh }: ReturnType<HistoryCentroids['of']>, era: number, signal?: AbortSignal): Promise<RankResult> {
    if (fresh) this.#recall = undefined;
    const reach = this.#recall ? 1 : REACH;
    const coarse = { ...request, ...centroids, k: reach * this.#survivors };
    const { rows } = await this.#timed(coarse, this.#resident.eventsDue(coarse), signal);
    const result = await this.#rankPart(rows.subarray(0, this.#survivors), request, signal);
    // What was forgotten meanwhile is not measured either.
    if (!this.#recall && era === this.#era) this.#measureLater(request, rows);
    return result;
  }

  /** The best of `rows` alone. */
  async #rankPart(rows: Uint32Array, request: RankRequest, signal?: AbortSignal): Promise<RankResult> {
    const part = await this.#part(rows, request, signal);
    return part.rank(signal).finally(() => part.release());
  }

  /** [rows] exact scores. */
  async #scoresOf(rows: Uint32Array, request: RankRequest, signal: AbortSignal): Promise<Float32Array> {
    const scores = new Float32Array(rows.length);
    for (let from = 0; from < rows.length; from += BATCH_ROWS) {
      const part = await this.#part(rows.subarray(from, from + BATCH_ROWS), request, signal);
      scores.set(await part.scores(signal).finally(() => part.release()), from);
    }
    return scores;
  }

  #part(rows: Uint32Array, request: RankRequest, signal?: AbortSignal): Promise<CatalogPart> {
    return CatalogPart.load(this.#kernels, this.#vectors, rows, request, signal);
  }

  #measureLater(request: RankRequest, reached: Uint32Array): void {
    this.#stopMeasuring();
    const controller = new AbortController();
    // What fails here fails in the next list too, which tells it.
    const timer = setTimeout(() => void this.#measure(request, reached, controller.signal).catch(() => undefined), this.#options.idleMs);
    // A process that has nothing else to do ends.
    if (typeof timer === 'object') timer.unref();
    this.#measuring = { timer, controller };
  }

  #stopMeasuring(): void {
    clearTimeout(this.#measuring?.timer);
    this.#measuring?.controller.abort();
    this.#measuring = null;
  }

  async #measure(request: RankRequest, reached: Uint32Array, signal: AbortSignal): Promise<void> {
    const scores = await this.#scoresOf(reached, request, signal);
    const far = this.#farRows(request, reached);
    const farScores = await this.#scoresOf(far, request, signal);
    const others = this.rows - reached.length;
    const value = estimateRecall(scores.subarray(0, this.#survivors), scores.subarray(this.#survivors), farScores, others / Math.max(1, far.length), RECALL_AT);
    this.#recall = { value, at: RECALL_AT, rows: reached.length + far.length };
    if (value < LEAST_RECALL && ++this.#doublings <= MOST_DOUBLINGS) {
      this.#survivors *= 2;
      this.#centroids = new HistoryCentroids(2 * this.#centroids.most);
    }
    this.#options.measured();
  }

  /** Random rows that are neither excluded nor reached. */
  #farRows({ excluded }: RankRequest, reached: Uint32Array): Uint32Array {
    const near = new Set(reached);
    const random = seededRandom(this.rows);
    const rows = new Set<number>();
    for (let draw = 0; draw < 2 * FAR_ROWS && rows.size < FAR_ROWS; draw++) {
      const row = Math.floor(random() * this.rows);
      if (!near.has(row) && !(excluded && (excluded[row >> 5] >>> (row & 31)) & 1)) rows.add(row);
    }
    return Uint32Array.from(rows);
  }
}

/** The rows that a request may list, or null where they are more than `most`. */
function listedRows(rows: number, excluded: Uint32Array | undefined, most: number): Uint32Array | null {
  if (!excluded) return null;
  const listed: number[] = [];
  for (let word = 0; word < excluded.length; word++) {
    if (excluded[word] === 0xffffffff) continue;
    for (let row = 32 * word; row < Math.min(rows, 32 * word + 32); row++) if (((excluded[word] >>> (row & 31)) & 1) === 0) listed.push(row);
    if (listed.length > most) return null;
  }
  return Uint32Array.from(listed);
}
