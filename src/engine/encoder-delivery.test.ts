import { describe, expect, it, vi } from 'vitest';
import type { NewEvent } from '../domain/event.ts';
import { EncoderError } from '../encoder/encoder.ts';
import { openStore } from '../store/open-store.ts';
import { Engine } from './engine.ts';
import type { OpenEncoderRequest } from './encoder-host.ts';
import { encoderParts, engineParts, topicEncoder } from './testing/engine-parts.ts';

const search = (text: string): NewEvent => ({ kind: 'search', item: { id: `search:${text}`, title: text } });
const stateOf = async (engine: Engine) => (await engine.status()).encoder.state;

/** Opens like a model that is not kept here: it must be fetched. */
async function unkept(request: OpenEncoderRequest) {
  if (request.keptOnly) throw new EncoderError('deferred', 'expected a file that is kept here, got none');
  return { ...topicEncoder(), fetched: true };
}

describe('a costly connection', () => {
  it('fetches nothing until somebody asks', async () => {
    const engine = new Engine(engineParts({ encoder: encoderParts((_, request) => unkept(request), { isCostly: () => true }) }));
    await engine.observe([search('empire')]);
    await vi.waitFor(async () => expect(await stateOf(engine)).toBe('deferred'));
    expect((await engine.status()).problems).toEqual([]);
    await engine.observe([search('whales')]);
    expect((await engine.status()).encoder).toMatchObject({ state: 'deferred', waiting: 2 });
    await engine.loadEncoder();
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
  });

  it('does not hold back a model that is kept here', async () => {
    const engine = new Engine(engineParts({ encoder: encoderParts(async () => topicEncoder(), { isCostly: () => true }) }));
    await engine.observe([search('empire')]);
    await vi.waitFor(async () => expect(await stateOf(engine)).toBe('ready'));
  });
});

describe('a removed encoder', () => {
  it('is deleted, and not fetched again until somebody asks, not even another day', async () => {
    const store = await openStore({ memory: true });
    const remove = vi.fn(async () => undefined);
    const open = vi.fn(async () => topicEncoder());
    const visit = () => new Engine(engineParts({ openStore: async () => store, encoder: encoderParts(open, { remove }) }));
    const engine = visit();
    await engine.observe([search('empire')]);
    await vi.waitFor(async () => expect(await stateOf(engine)).toBe('ready'));
    await engine.removeEncoder();
    expect(remove).toHaveBeenCalledOnce();
    await engine.observe([search('whales')]);
    expect((await engine.status()).encoder).toMatchObject({ state: 'removed', waiting: 1 });

    const later = visit();
    await later.recommend();
    expect((await later.status()).encoder).toMatchObject({ state: 'removed', waiting: 1 });
    expect(open).toHaveBeenCalledOnce();
    await later.loadEncoder();
    await vi.waitFor(async () => expect((await later.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
  });

  it('is given up first while it loads', async () => {
    const engine = new Engine(engineParts({ encoder: encoderParts((_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))) }));
    const loading = engine.loadEncoder();
    loading.catch(() => undefined);
    await vi.waitFor(async () => expect(await stateOf(engine)).toBe('loading'));
    await engine.removeEncoder();
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(await stateOf(engine)).toBe('removed');
  });
});

describe('the files of an encoder', () => {
  it('that the browser removed are missed', async () => {
    const store = await openStore({ memory: true });
    const codes: string[][] = [];
    for (let visit = 0; visit < 2; visit++) {
      const engine = new Engine(engineParts({ openStore: async () => store, encoder: encoderParts((_, request) => unkept(request)) }));
      await engine.loadEncoder();
      codes.push((await engine.status()).problems.map(({ code }) => code));
    }
    expect(codes).toEqual([[], ['evicted']]);
  });

  it('that found no room are told of, and work', async () => {
    const engine = new Engine(engineParts({ encoder: encoderParts(async () => ({ ...topicEncoder(), fetched: true, kept: false })) }));
    await engine.loadEncoder();
    expect(await engine.status()).toMatchObject({ encoder: { state: 'ready', kept: false }, problems: [{ room: 'encoder', code: 'not-kept' }] });
  });
});

describe('a trouble of the encoder', () => {
  it('is over once the encoder is ready, though no text waits any longer', async () => {
    const open = vi.fn(async () => topicEncoder()).mockRejectedValueOnce(new EncoderError('offline', 'expected the model, got no answer'));
    const engine = new Engine(engineParts({ encoder: encoderParts(open) }));
    await engine.observe([search('empire')]);
    await vi.waitFor(async () => expect((await engine.status()).problems).toMatchObject([{ room: 'encoder', code: 'offline' }]));
    await engine.forget({});
    await engine.loadEncoder();
    expect(await engine.status()).toMatchObject({ encoder: { state: 'ready', waiting: 0 }, problems: [] });
  });

  it('is over once texts are embedded again; what became of its files is still told', async () => {
    let broken = true;
    const moody = { ...topicEncoder(), kept: false, encode: async (texts: readonly string[]) => {
      if (broken) throw new Error('out of memory');
      return topicEncoder().encode(texts);
    } };
    const engine = new Engine(engineParts({ encoder: encoderParts(async () => moody) }));
    const codes = async () => (await engine.status()).problems.map(({ code }) => code);
    await engine.observe([search('empire')]);
    await vi.waitFor(async () => expect(await codes()).toEqual(['not-kept', 'Error']));
    broken = false;
    await engine.observe([search('whales')]);
    await vi.waitFor(async () => expect(await codes()).toEqual(['not-kept']));
    await engine.removeEncoder();
    expect(await codes()).toEqual([]);
  });
});

describe('a hidden page', () => {
  it('embeds at an idle pace, and goes on at once when it is shown', async () => {
    const slow = { ...topicEncoder(), encode: async (texts: readonly string[]) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return topicEncoder().encode(texts);
    } };
    const engine = new Engine(engineParts({ encoder: encoderParts(async () => slow) }));
    engine.pace(true);
    await engine.observe(Array.from({ length: 70 }, (_, i) => search(`empire ${i}`)));
    await vi.waitFor(async () => expect((await engine.status()).encoder.waiting).toBe(38), { interval: 5 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await engine.status()).encoder.waiting).toBe(38);
    engine.pace(false);
    await vi.waitFor(async () => expect((await engine.status()).encoder.waiting).toBe(0));
  });
});
