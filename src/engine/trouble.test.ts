import { describe, expect, it, vi } from 'vitest';
import type { NewEvent } from '../domain/event.ts';
import { DeviceLostError, KernelError, type Kernels, type ResidentCatalog } from '../kernels/kernels.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { openStore } from '../store/open-store.ts';
import { StoreError } from '../store/store.ts';
import { EncoderHost } from './encoder-host.ts';
import { Engine } from './engine.ts';
import { encoderParts, engineParts, matrixOfTexts, topicCatalog, topicEncoder, topicItems } from './testing/engine-parts.ts';

const engineOf = (changed: Parameters<typeof engineParts>[0] = {}) => new Engine(engineParts(changed));
const search = (text: string): NewEvent => ({ kind: 'search', item: { id: `search:${text}`, title: text } });

const onCpu = (choice: string) => choice === 'simd' || choice === 'plain';

/** Plain kernels under the name of a GPU's, changed here and there. */
function gpuLike(changed: Partial<Kernels>): Kernels {
  return { ...openPlainKernels(), name: 'gpu', adapter: 'test adapter', ...changed };
}

describe('kernels', () => {
  it.each([
    ['device-refused', new Error('GPU: expected room for 40 rows of 8, got out of memory')],
    ['device-lost', new DeviceLostError('gone while loading')],
  ])('without room for the catalog give way to the CPU: %s', async (reason, error) => {
    const close = vi.fn();
    const engine = engineOf({
      chooseKernels: async (choice) => (onCpu(choice) ? { kernels: openPlainKernels(), reason: 'forced' } : { kernels: gpuLike({ load: () => Promise.reject(error), close }), reason: 'gpu-faster' }),
    });
    expect((await engine.recommend()).recommendations).toHaveLength(8);
    expect((await engine.status()).kernels).toMatchObject({ name: 'plain', choice: 'auto', reason });
    expect(close).toHaveBeenCalledOnce();
  });

  it('exchanged under a request run it again: its caller never notices', async () => {
    let reached: () => void = () => undefined;
    let goOn: () => void = () => undefined;
    const weighing = new Promise<void>((resolve) => (reached = resolve));
    const exchanged = new Promise<void>((resolve) => (goOn = resolve));
    /** Stops between scores and weights until the others are there. */
    const slow = (resident: ResidentCatalog): ResidentCatalog => ({
      rows: resident.rows,
      dimension: resident.dimension,
      eventsDue: (request) => resident.eventsDue(request),
      rank: (...request) => resident.rank(...request),
      scores: (...request) => resident.scores(...request),
      weigh: async (...request) => {
        reached();
        await exchanged;
        return resident.weigh(...request);
      },
      forget: () => resident.forget(),
      release: () => resident.release(),
    });
    const engine = engineOf({
      chooseKernels: async (choice) => ({ kernels: onCpu(choice) ? openPlainKernels() : gpuLike({ load: async (vectors) => slow(await openPlainKernels().load(vectors)) }), reason: 'forced' }),
    });
    await engine.observe([{ kind: 'like', item: 'i1' }]);
    const list = engine.recommend();
    await weighing;
    await engine.useKernels('plain');
    goOn();
    expect((await list).recommendations[0].item.title).toContain('vampires');
    expect((await engine.status()).kernels?.name).toBe('plain');
  });

  /** An engine on a device that answers every ranking with `error`. */
  async function refusing(error: Error): Promise<{ engine: Engine; close: ReturnType<typeof vi.fn>; asked: () => number }> {
    const close = vi.fn();
    let asked = 0;
    const load: Kernels['load'] = async (vectors) => {
      const resident = await openPlainKernels().load(vectors);
      const refuse = async (): Promise<never> => {
        asked++;
        throw error;
      };
      return { rows: resident.rows, dimension: resident.dimension, eventsDue: ({ history }) => history.rows, rank: refuse, scores: refuse, weigh: refuse, forget: () => undefined, release: () => undefined };
    };
    const engine = engineOf({ chooseKernels: async (choice) => (onCpu(choice) ? { kernels: openPlainKernels(), reason: 'forced' } : { kernels: gpuLike({ load, close }), reason: 'gpu-faster' }) });
    await engine.observe([{ kind: 'like', item: 'i1' }]);
    return { engine, close, asked: () => asked };
  }

  it('that refuse a request give way to the CPU, which runs it again', async () => {
    const { engine, close, asked } = await refusing(new KernelError('GPU: expected a valid submission, got out of memory'));
    const [list, order] = await Promise.all([engine.recommend({ diversity: 0 }), engine.rank(['i0', 'i5'])]);
    expect(list.recommendations[0].item.title).toContain('vampires');
    expect(order).toEqual(['i5', 'i0']);
    expect((await engine.status()).kernels).toMatchObject({ name: 'plain', choice: 'auto', reason: 'device-refused' });
    expect(close).toHaveBeenCalledOnce();
    const before = asked();
    await engine.explain('i5');
    expect(asked()).toBe(before);
    await engine.useKernels('auto');
    expect((await engine.status()).kernels).toMatchObject({ name: 'gpu', reason: 'gpu-faster' });
  });

  it.each([new RangeError('rank: expected k …'), new DOMException('given up', 'AbortError')])('that answer with what is no refusal stay: %s', async (error) => {
    const { engine, asked } = await refusing(error);
    await expect(engine.explain('i5')).rejects.toBe(error);
    expect(asked()).toBe(1);
    expect((await engine.status()).kernels).toMatchObject({ name: 'gpu' });
  });

  it('are freed when the engine is closed while it opens', async () => {
    const close = vi.fn();
    const engine = engineOf({ chooseKernels: async () => ({ kernels: gpuLike({ close }), reason: 'forced' }) });
    await engine.close();
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  });
});

describe('embedding', () => {
  const popular = { openCatalog: async () => topicCatalog(topicItems(true)) };

  it('goes on when the browser keeps no vectors: the texts speak all the same', async () => {
    const store = await openStore({ memory: true });
    vi.spyOn(store, 'putVectors').mockRejectedValue(new StoreError('quota', 'no room'));
    const engine = engineOf({ ...popular, openStore: async () => store });
    await engine.observe(Array.from({ length: 40 }, (_, i) => search(`empire ${i}`)));
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
    expect((await engine.recommend({ diversity: 0, limit: 1 })).recommendations[0].item.title).toContain('empire');
    expect((await engine.status()).problems).toEqual([]);
  });

  it('of a text forgotten meanwhile leaves nothing behind', async () => {
    const store = await openStore({ memory: true });
    let asked: () => void = () => undefined;
    let answer: () => void = () => undefined;
    const asking = new Promise<void>((resolve) => (asked = resolve));
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const slow = { ...topicEncoder(), encode: async (texts: readonly string[]) => {
      asked();
      await answered;
      return { matrix: matrixOfTexts(texts), unknownShare: new Float32Array(texts.length) };
    } };
    const engine = engineOf({ ...popular, openStore: async () => store, encoder: encoderParts(async () => slow) });
    const before = await engine.recommend();
    await engine.observe([search('empire')]);
    await asking;
    expect(await engine.forget({})).toBe(1);
    answer();
    await engine.observe([{ kind: 'view', item: 'i0' }]);
    await engine.forget({});
    await vi.waitFor(async () => expect((await engine.status()).encoder.waiting).toBe(0));
    expect(await store.vectors(['search:empire'], ['topics'])).toBeNull();
    expect((await engine.recommend()).recommendations).toEqual(before.recommendations);
  });

  it('given up before it began fetches nothing', async () => {
    const open = vi.fn();
    const host = new EncoderHost({ model: 'test/topics', open, remove: async () => undefined, isCostly: () => false }, () => undefined);
    await expect(host.load(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(open).not.toHaveBeenCalled();
    expect(host.status(0, []).state).toBe('absent');
  });
});
