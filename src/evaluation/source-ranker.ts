import type { Item } from '../domain/item.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';

const DECAY_PER_EVENT = 0.3;
const HISTORY_OF = 50;

/**
 * Affinity to where an item comes from: its site, else its brand.
 *
 *   score[c] = Σh e^(−0.3·rank[h]) · [source(h) = source(c)] / items of that source
 *
 * 0 for an item without a source. Items of one source are equal, and stand in random order.
 */
export function sourceRanker(): EvaluationRanker {
  let sources: Int32Array;
  let rarity: Float64Array;
  return {
    name: 'source',
    fit({ items }) {
      ({ sources, rarity } = numberSources(items));
    },
    score(history, out) {
      const affinity = new Float64Array(rarity.length);
      const recent = history.slice(-HISTORY_OF);
      recent.forEach((row, h) => {
        if (sources[row] >= 0) affinity[sources[row]] += Math.exp(-DECAY_PER_EVENT * (recent.length - 1 - h)) * rarity[sources[row]];
      });
      for (let c = 0; c < out.length; c++) out[c] = sources[c] < 0 ? 0 : affinity[sources[c]];
    },
  };
}

/** The host of the item's address without `www.`, else its brand in lower case; null without both. */
export function sourceOf(item: Pick<Item, 'url' | 'brand'>): string | null {
  const host = item.url && URL.canParse(item.url) ? new URL(item.url).hostname.replace(/^www\./, '') : '';
  if (host !== '') return `site ${host}`;
  const brand = item.brand?.trim().toLowerCase();
  return brand ? `brand ${brand}` : null;
}

function numberSources(items: readonly Item[]): { sources: Int32Array; rarity: Float64Array } {
  const numbers = new Map<string, number>();
  const sizes: number[] = [];
  const sources = Int32Array.from(items, (item) => {
    const source = sourceOf(item);
    if (source === null) return -1;
    const number = numbers.get(source) ?? numbers.size;
    numbers.set(source, number);
    sizes[number] = (sizes[number] ?? 0) + 1;
    return number;
  });
  return { sources, rarity: Float64Array.from(sizes, (size) => 1 / size) };
}
