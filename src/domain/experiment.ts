import { itemIdOf, type HistoryEvent } from './event.ts';

/** Days after which a cart or purchase is no longer put down to a choice from a list. */
export const ATTRIBUTION_DAYS = 7;
const DAY_MS = 86_400_000;

/** Which half of an experiment this device is in: lists made from the history, or without it. */
export type Variant = 'treatment' | 'control';

/** What an experiment is called, and the share of devices, 0 … 1, that get the treatment. */
export interface ExperimentSetting {
  name: string;
  share: number;
}

/** What was drawn on this device, once. */
export interface Draw {
  variant: Variant;
  /** ISO 8601. */
  since: string;
}

/** What was done on this device since an experiment began here; nobody else is told. */
export interface ExperimentReport extends Draw {
  name: string;
  /** Items chosen from a list. */
  selected: number;
  carts: number;
  buys: number;
  /** Of these, what is of an item that was chosen from a list in the seven days before. */
  attributedCarts: number;
  attributedBuys: number;
}

/**
 * The experiment that `name:50` describes: half of the devices get the treatment.
 *
 * @returns null where the text describes none
 */
export function parseExperiment(text: string): ExperimentSetting | null {
  const [, name, percent] = /^\s*([\p{L}\p{N}][\p{L}\p{N}._-]{0,63})\s*:\s*(\d{1,3}(?:\.\d+)?)\s*$/u.exec(text) ?? [];
  const share = Number(percent) / 100;
  return name !== undefined && share >= 0 && share <= 1 ? { name, share } : null;
}

/** What the history tells of an experiment. */
export function experimentReport(name: string, { variant, since }: Draw, history: readonly HistoryEvent[]): ExperimentReport {
  const events = history.filter(({ at }) => at >= since);
  const chosen = events.filter(({ list }) => list !== undefined);
  const attributed = (event: HistoryEvent): boolean => chosen.some((choice) => itemIdOf(choice) === itemIdOf(event) && choice.at <= event.at && Date.parse(event.at) - Date.parse(choice.at) <= ATTRIBUTION_DAYS * DAY_MS);
  const of = (kind: HistoryEvent['kind']): HistoryEvent[] => events.filter((event) => event.kind === kind);
  const [carts, buys] = [of('cart'), of('buy')];
  return { name, variant, since, selected: chosen.length, carts: carts.length, buys: buys.length, attributedCarts: carts.filter(attributed).length, attributedBuys: buys.filter(attributed).length };
}
