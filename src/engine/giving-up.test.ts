import { describe, expect, it, vi } from 'vitest';
import { memoryOf } from '../domain/memory.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { Engine } from './engine.ts';
import { RequestSlots } from './request-slots.ts';
import { encoderParts, engineParts, topicEncoder } from './testing/engine-parts.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** A promise, and what opens it. */
function gate(): { wait: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  return { wait: new Promise<void>((resolve) => (open = resolve)), open: () => open() };
}

/** How a call ends that is given up after 5 ms. */
async function givenUp(call: (options: { signal: AbortSignal }) => Promise<unknown>): Promise<string> {
  const controller = new AbortController();
  const ended = call({ signal: controller.signal }).then(() => 'done', (error: Error) => error.name);
  await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  return Promise.race([ended, new Promise<string>((resolve) => setTimeout(resolve, 500, 'still waiting'))]);
}

type Call = (engine: Recommender, options: { signal: AbortSignal }) => Promise<unknown>;
const READS: Record<string, Call> = {
  recommend: (engine, options) => engine.recommend({}, options),
  rank: (engine, options) => engine.rank(['i0'], {}, options),
  explain: (engine, options) => engine.explain('i1', {}, options),
  attention: (engine, options) => engine.attention({}, options),
  items: (engine, options) => engine.items({}, options),
  useKernels: (engine, options) => engine.useKernels('plain', options),
  useScan: (engine, options) => engine.useScan('exact', options),
  useEncoder: (engine, options) => engine.useEncoder('full', options),
  loadEncoder: (engine, options) => engine.loadEncoder(options),
};
const STORE: Record<string, Call> = {
  observe: (engine, options) => engine.observe([{ kind: 'like', item: 'i1' }], options),
  last: (engine, options) => engine.last({}, options),
  history: (engine, options) => engine.history({}, options),
  forget: (engine, options) => engine.forget({}, options),
  memory: (engine, options) => engine.memory({}, options),
  restore: (engine, options) => engine.restore(memoryOf({}), options),
  pause: (engine, options) => engine.pause(true, options),
  removeEncoder: (engine, options) => engine.removeEncoder(options),
};

describe('given up midway', () => {
  it.each(Object.entries(READS))('while the catalog opens: %s', async (_, call) => {
    const engine = new Engine(engineParts({ openCatalog: never }));
    expect(await givenUp((options) => call(engine, options))).toBe('AbortError');
  });

  it.each(Object.entries({ ...STORE, ...READS }))('while the store opens: %s', async (_, call) => {
    const engine = new Engine(engineParts({ openStore: never }));
    expect(await givenUp((options) => call(engine, options))).toBe('AbortError');
  });

  it.each(Object.entries({ observe: 'addEvents', forget: 'forget', pause: 'putSetting', last: 'getList' } as const))('while the store is at it, which it finishes: %s', async (name, method) => {
    const store = await openStore({ memory: true });
    const engine = new Engine(engineParts({ openStore: async () => store }));
    await engine.observe([{ kind: 'like', item: 'i0' }]);
    await engine.recommend();
    const { wait, open } = gate();
    const real = store[method].bind(store) as (...given: unknown[]) => Promise<never>;
    vi.spyOn(store as Store, method).mockImplementation(async (...given: unknown[]) => {
      await wait;
      return real(...given);
    });
    expect(await givenUp((options) => STORE[name](engine, options))).toBe('AbortError');
    open();
    if (name === 'last') return;
    const outcome = { observe: { events: 2 }, forget: { events: 0 }, pause: { paused: true } }[name]!;
    await vi.waitFor(async () => expect((await engine.status()).store).toMatchObject(outcome));
  });

  it('while the kernels rank: the caller does not wait for them', async () => {
    const stuck: Kernels = { ...openPlainKernels(), name: 'gpu', load: async (vectors) => ({ ...(await openPlainKernels().load(vectors)), rows: vectors.rows, dimension: vectors.dimension, rank: never, scores: never, weigh: never, forget: () => undefined, release: () => undefined }) };
    const engine = new Engine(engineParts({ chooseKernels: async () => ({ kernels: stuck, reason: 'forced' }) }));
    for (const name of ['recommend', 'rank', 'explain', 'attention']) expect(await givenUp((options) => READS[name](engine, options)), name).toBe('AbortError');
  });

  it('subscribe: nothing is heard', async () => {
    const engine = new Engine(engineParts());
    const listener = vi.fn();
    const controller = new AbortController();
    const subscribed = engine.subscribe(listener, { signal: controller.signal });
    controller.abort();
    await expect(subscribed).rejects.toMatchObject({ name: 'AbortError' });
    await engine.observe([{ kind: 'like', item: 'i0' }]);
    await engine.recommend();
    expect(listener).not.toHaveBeenCalled();
  });

  it('useKernels: those before stay, and what comes too late is closed', async () => {
    const { wait, open } = gate();
    const close = vi.fn();
    const engine = new Engine(engineParts({
      chooseKernels: async (choice) => {
        if (choice === 'gpu') await wait;
        return { kernels: choice === 'gpu' ? { ...openPlainKernels(), load: (vectors) => openPlainKernels().load(vectors), name: 'gpu', close } : openPlainKernels(), reason: 'forced' };
      },
    }));
    await engine.recommend();
    const before = (await engine.status()).kernels;
    expect(await givenUp((options) => engine.useKernels('gpu', options))).toBe('AbortError');
    open();
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
    expect((await engine.status()).kernels).toEqual(before);
    await engine.useKernels('plain');
    expect((await engine.status()).kernels).toMatchObject({ name: 'plain', choice: 'plain' });
    expect((await engine.recommend()).recommendations).toHaveLength(8);
  });

  it('an encoder that opens too late is closed', async () => {
    const { wait, open } = gate();
    const close = vi.fn(async () => undefined);
    const engine = new Engine(engineParts({ encoder: encoderParts(async () => {
      await wait;
      return { ...topicEncoder(), close };
    }) }));
    await engine.recommend();
    expect(await givenUp((options) => engine.loadEncoder(options))).toBe('AbortError');
    open();
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
    expect((await engine.status()).encoder.state).toBe('cancelled');
  });

  it('close: it closes unawaited', async () => {
    const { wait, open } = gate();
    const engine = new Engine(engineParts({ encoder: encoderParts(async () => ({ ...topicEncoder(), close: () => wait })) }));
    await engine.loadEncoder();
    expect(await givenUp((options) => engine.close(options))).toBe('AbortError');
    const closed = engine.close();
    open();
    await closed;
    await expect(engine.history()).rejects.toMatchObject({ name: 'ClosedError' });
  });
});

describe('a request that a newer one took over', () => {
  it('is given up by its own signal, though the newer one runs', async () => {
    const slots = new RequestSlots();
    const { wait, open } = gate();
    const work = async (): Promise<string> => {
      await wait;
      return 'list';
    };
    let newer: Promise<string> | undefined;
    const older = givenUp(({ signal }) => {
      const first = slots.run('key', signal, work);
      newer = slots.run('key', undefined, work);
      return first;
    });
    expect(await older).toBe('AbortError');
    open();
    expect(await newer).toBe('list');
  });
});

describe('a closed engine', () => {
  it('refuses every call by name, those under way included', async () => {
    const engine = new Engine(engineParts({ openCatalog: never, openStore: never }));
    const live = { signal: new AbortController().signal };
    const pending = Object.values({ ...READS, ...STORE }).map((call) => call(engine, live).then(() => 'done', (error: Error) => error.name));
    await engine.close();
    const names = (await Promise.all(pending)).filter((name) => name !== 'ClosedError');
    // The encoder's loading is a download that was given up.
    expect(names).toEqual(['AbortError']);
    for (const [name, call] of Object.entries({ ...READS, ...STORE })) await expect(call(engine, live), name).rejects.toMatchObject({ name: 'ClosedError' });
    await expect(engine.status()).rejects.toMatchObject({ name: 'ClosedError' });
    await expect(engine.subscribe(() => undefined)).rejects.toMatchObject({ name: 'ClosedError' });
  });

  it('tells its subscribers, and nothing after that', async () => {
    const engine = new Engine(engineParts());
    const states: string[] = [];
    await engine.subscribe((change) => void states.push(change.type === 'status' ? change.status.state : change.type));
    await engine.recommend();
    await engine.close();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(states.at(-1)).toBe('closed');
    expect(states.filter((state) => state === 'closed')).toHaveLength(1);
  });
});
