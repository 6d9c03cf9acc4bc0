export { createRecommender, type RecommenderOptions } from '../engine/client.ts';
export { watchFor } from '../sources/page/watch-for.ts';
export { watchPage, type WatchOptions } from '../sources/page/watch-page.ts';
export type { EncoderChoice } from '../engine/encoder-choice.ts';
export type { EncoderOptions } from '../engine/worker-options.ts';
export type { Activation, AttentionSettings, Derivation, DerivationQuery, DerivedEvent, DerivedHead, DerivedOutcome, DerivedPlace, DerivedSide, DerivedVector, Readout, StrengthFactors } from '../domain/derivation.ts';
export type { Adjustments } from '../domain/adjustments.ts';
export type { EventFilter, EventId, EventKind, HistoryEvent, NewEvent } from '../domain/event.ts';
export type { ExperimentReport, Variant } from '../domain/experiment.ts';
export type { Availability, Item, ItemId, Price } from '../domain/item.ts';
export type { Preference } from '../domain/learning.ts';
export type { Memory, Restored } from '../domain/memory.ts';
export type {
  AttentionMap, Because, EventShare, EventSummary, Explanation, HeadName, HeadShare, Recommendation, RecommendationList, RecommendRequest, Strategy,
} from '../domain/recommendation.ts';
export type { Cancellable, HistoryQuery, ItemQuery, Recommender } from '../domain/recommender.ts';
export type { Change, EncoderStatus, KernelChoice, KernelReason, Problem, Progress, ScanChoice, ScanFigures, Status } from '../domain/status.ts';
