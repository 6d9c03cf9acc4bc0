import { proxy } from 'comlink';
import type { DerivationQuery } from '../domain/derivation.ts';
import type { EventFilter, EventId, NewEvent } from '../domain/event.ts';
import type { Adjustment, InterestsQuery } from '../domain/interests.ts';
import type { ItemId } from '../domain/item.ts';
import type { Feedback } from '../domain/learning.ts';
import type { Memory } from '../domain/memory.ts';
import type { RecommendRequest } from '../domain/recommendation.ts';
import type { HistoryQuery, ItemQuery, Recommender } from '../domain/recommender.ts';
import type { Change, KernelChoice, ScanChoice } from '../domain/status.ts';
import type { WorkerOptions } from './worker-options.ts';

/** A recommender that is told whether anybody looks. */
type Paced = Recommender & { pace(hidden: boolean): void };

/**
 * The contract as it crosses to a worker: a signal cannot be cloned, so a call that can be given up carries a number
 * first, and `cancel` names it.
 */
export function workerApi(build: (options: WorkerOptions) => Paced) {
  let recommender: Paced | null = null;
  const calls = new Map<number, AbortController>();

  const opened = (): Paced => {
    if (!recommender) throw new TypeError('worker: expected open() before any other call');
    return recommender;
  };
  const numbered = async <T>(call: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    calls.set(call, controller);
    try {
      return await work(controller.signal);
    } finally {
      calls.delete(call);
    }
  };

  return {
    open: (options: WorkerOptions): void => {
      recommender ??= build(options);
    },
    cancel: (call: number): void => calls.get(call)?.abort(),
    observe: (call: number, events: NewEvent[]) => numbered(call, (signal) => opened().observe(events, { signal })),
    recommend: (call: number, request?: RecommendRequest) => numbered(call, (signal) => opened().recommend(request, { signal })),
    rank: (call: number, ids: ItemId[], request?: RecommendRequest) => numbered(call, (signal) => opened().rank(ids, request, { signal })),
    explain: (call: number, id: ItemId, request?: RecommendRequest) => numbered(call, (signal) => opened().explain(id, request, { signal })),
    explainWords: (call: number, id: ItemId, eventId?: EventId, request?: RecommendRequest) => numbered(call, (signal) => opened().explainWords(id, eventId, request, { signal })),
    derivation: (call: number, id?: ItemId | null, query?: DerivationQuery, request?: RecommendRequest) => numbered(call, (signal) => opened().derivation(id, query, request, { signal })),
    attention: (call: number, request?: RecommendRequest) => numbered(call, (signal) => opened().attention(request, { signal })),
    loadEncoder: (call: number) => numbered(call, (signal) => opened().loadEncoder({ signal })),
    removeEncoder: (call: number) => numbered(call, (signal) => opened().removeEncoder({ signal })),
    useEncoder: (call: number, choice: string) => numbered(call, (signal) => opened().useEncoder(choice, { signal })),
    pace: (hidden: boolean): void => recommender?.pace(hidden),
    last: (call: number, request?: RecommendRequest) => numbered(call, (signal) => opened().last(request, { signal })),
    history: (call: number, query?: HistoryQuery) => numbered(call, (signal) => opened().history(query, { signal })),
    items: (call: number, query?: ItemQuery) => numbered(call, (signal) => opened().items(query, { signal })),
    interests: (call: number, query?: InterestsQuery) => numbered(call, (signal) => opened().interests(query, { signal })),
    adjust: (call: number, adjustment: Adjustment) => numbered(call, (signal) => opened().adjust(adjustment, { signal })),
    forget: (call: number, filter: EventFilter) => numbered(call, (signal) => opened().forget(filter, { signal })),
    feedback: (call: number, feedback: Feedback[]) => numbered(call, (signal) => opened().feedback(feedback, { signal })),
    learning: (call: number) => numbered(call, (signal) => opened().learning({ signal })),
    resetLearning: (call: number) => numbered(call, (signal) => opened().resetLearning({ signal })),
    memory: (call: number, filter?: EventFilter) => numbered(call, (signal) => opened().memory(filter, { signal })),
    restore: (call: number, memory: Memory) => numbered(call, (signal) => opened().restore(memory, { signal })),
    experiment: (call: number, name: string, share: number) => numbered(call, (signal) => opened().experiment(name, share, { signal })),
    experiments: (call: number) => numbered(call, (signal) => opened().experiments({ signal })),
    pause: (call: number, paused: boolean) => numbered(call, (signal) => opened().pause(paused, { signal })),
    useKernels: (call: number, choice: KernelChoice) => numbered(call, (signal) => opened().useKernels(choice, { signal })),
    useScan: (call: number, choice: ScanChoice) => numbered(call, (signal) => opened().useScan(choice, { signal })),
    status: (call: number) => numbered(call, (signal) => opened().status({ signal })),
    subscribe: (call: number, listener: (change: Change) => void) => numbered(call, async (signal) => proxy(await opened().subscribe(listener, { signal }))),
    close: () => opened().close(),
  };
}

export type WorkerApi = ReturnType<typeof workerApi>;
