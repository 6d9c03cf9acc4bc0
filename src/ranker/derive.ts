import type { Activation, AttentionSettings, StrengthFactors } from '../domain/derivation.ts';
import { MASKED, MASKED_BELOW } from '../kernels/kernels.ts';
import { PRODUCT_ATTENTION } from './content-heads.ts';
import { eventAges } from './event-bias.ts';
import { historyStrengths, strengthFactors } from './event-strength.ts';
import { type HeadPart, type ScoredRow, scoreRow } from './explain.ts';
import { type PreparedRequest, prepareRequest } from './rank.ts';
import type { RankedCatalog, RankedHead, RankedHistory, RankOptions } from './ranker.ts';

/** One event's way into a score: see DerivedEvent in domain/derivation.ts. */
export interface EventTerms {
  /** Index into the history. */
  event: number;
  similarity: number;
  factors: StrengthFactors;
  strength: number;
  rank: number | null;
  ageDays: number;
  bias: number | null;
  raw: number;
  weight: number;
  share: number;
}

/** Where a row ends up, and what is best, by score alone. */
export interface RowOutcome {
  score: number;
  relevanceRank: number;
  /** [≤ k] */
  best: { row: number; score: number }[];
}

export interface RowDerivation extends RowOutcome {
  row: number;
  heads: (HeadPart & RankedHead)[];
  /** Of the history, oldest first: those that can weigh anything. */
  events: EventTerms[];
  /** Rows that could be listed. */
  candidates: number;
  asProduct: RowOutcome;
}

/**
 * Derives one score step by step, by the requests that rank and explain.
 *
 *   bias[h]   = log strength[h] − λ·rank[h] − λt·ageDays[h]
 *   raw[h]    = e^(s[h]/τ + bias[h])  of softmax,   e^bias[h] · σ(s[h]/τ)  of the others
 *   weight[h] = raw[h] / Σ raw
 *
 * @param row the best one under the product's own settings when null
 * @throws {RangeError} when there is no row to derive
 */
export async function deriveRow(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, row: number | null, signal?: AbortSignal): Promise<RowDerivation> {
  const settings = options.content ?? PRODUCT_ATTENTION;
  const product = prepareRequest(catalog, history, { ...options, content: undefined });
  const best = await bestOf(catalog, product, Math.max(1, options.k), signal);
  const derived = row ?? best[0]?.row;
  if (derived === undefined) throw new RangeError('derivation: expected an item that can be listed, got none');
  const atFirst = await scoreRow(catalog, product, derived, signal);
  const asProduct = outcomeOf(atFirst, best.slice(0, options.k));
  const changed = isProduct(settings) ? product : prepareRequest(catalog, history, options);
  const scored = changed === product ? atFirst : await scoreRow(catalog, changed, derived, signal);
  const outcome = changed === product ? asProduct : outcomeOf(scored, await bestOf(catalog, changed, options.k, signal));
  return {
    ...outcome,
    row: derived,
    heads: scored.parts.heads.map((part) => ({ ...part, ...scored.ranking.heads.find(({ head }) => head === part.head)! })),
    events: eventTerms(changed, history, options.now, settings, scored),
    candidates: catalog.vectors.rows - countBits(changed.request.excluded!),
    asProduct,
  };
}

/** The history's part of what was attended; what the page is about is no event. */
function eventTerms({ heads }: PreparedRequest, history: RankedHistory, now: string, settings: AttentionSettings, { parts, ranking }: ScoredRow): EventTerms[] {
  const { attended, similarities, weights } = ranking;
  const shares = new Map(parts.events.map(({ event, share }) => [event, share]));
  const strengths = historyStrengths(history.events, history.degrees);
  const { ranks, agesDays } = eventAges(history.events, strengths, now);
  const content = heads.findIndex(({ head }) => head === 'content');
  return Array.from(attended, (event, i): EventTerms => {
    const nats = heads[content]?.bias[i] ?? MASKED;
    const seen = nats > MASKED_BELOW;
    return {
      event,
      similarity: similarities[i],
      factors: { ...strengthFactors(history.events[event]), degree: strengths[event] > 0 ? (history.degrees?.[event] ?? 1) : 1 },
      strength: strengths[event],
      rank: ranks[event] < 0 ? null : ranks[event],
      ageDays: agesDays[event],
      bias: seen ? nats : null,
      raw: seen ? rawWeight(settings.sigma, similarities[i] / settings.temperature, nats) : 0,
      weight: seen ? weights[content * attended.length + i] : 0,
      share: shares.get(event) ?? 0,
    };
  }).filter(({ event }) => event < history.events.length);
}

/** What the kernels divide by the sum of all events' to get a weight. @param scaled s/τ */
function rawWeight(sigma: Activation, scaled: number, bias: number): number {
  if (sigma === 'softmax') return Math.exp(scaled + bias);
  return Math.exp(bias) * (sigma === 'sigmoid' ? 1 / (1 + Math.exp(-scaled)) : Math.max(0, scaled));
}

async function bestOf(catalog: RankedCatalog, { request }: PreparedRequest, k: number, signal?: AbortSignal): Promise<RowOutcome['best']> {
  const { rows, scores } = await catalog.resident.rank({ ...request, k }, signal);
  return Array.from(rows, (row, place) => ({ row, score: scores[place] }));
}

function outcomeOf({ score, relevanceRank }: ScoredRow, best: RowOutcome['best']): RowOutcome {
  return { score, relevanceRank, best };
}

function isProduct(settings: AttentionSettings): boolean {
  return (Object.keys(PRODUCT_ATTENTION) as (keyof AttentionSettings)[]).every((name) => settings[name] === PRODUCT_ATTENTION[name]);
}

function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let rest of bits) for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}
