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

  it('does not hold back who asks while it is looked whether the model is kept here', async () => {
    let looked = (): void => undefined;
    const looking = new Promise<void>((resolve) => (looked = resolve));
    const engine = new Engine(engineParts({ encoder: encoderParts(async (_, request) => {
      if (request.keptOnly) await looking;
      return unkept(request);
    }, { isCostly: () => true }) }));
    await engine.observe([search('empire')]);
    await vi.waitFor(async () => expect(await stateOf(engine)).toBe('loading'));
    const asked = engine.loadEncoder();
    looked();
    await asked;
    expect(await stateOf(engine)).toBe('ready');
  });
});

describe('another encoder', () => {
  const full = 'Xenova/all-MiniLM-L6-v2';

  it('reads from now on; what was embedded keeps its vectors', async () => {
    const asked: string[][] = [];
    const open = vi.fn(async () => ({ ...topicEncoder(asked), model: full }));
    const engine = new Engine(engineParts({ otherEncoder: ({ model }) => encoderParts(open, { model }) }));
    await engine.observe([search('empire')]);
    await vi.waitFor(async () => expect(await stateOf(engine)).toBe('ready'));
    await engine.useEncoder('full');
    expect((await engine.status()).encoder).toMatchObject({ state: 'absent', tier: 'full', model: full, waiting: 0 });
    await engine.observe([search('whales')]);
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
    expect(asked).toEqual([['whales']]);
  });

  it('can be none: nothing is read, and nothing can be loaded', async () => {
    const engine = new Engine(engineParts());
    await engine.useEncoder('none');
    await engine.observe([search('empire')]);
    expect((await engine.status()).encoder).toMatchObject({ state: 'absent', tier: 'none', model: '', waiting: 1 });
    await expect(engine.loadEncoder()).rejects.toThrow('expected an encoder to be set');
    await engine.removeEncoder();
    expect(await stateOf(engine)).toBe('absent');
    await engine.useEncoder('test/topics');
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ tier: 'other', state: 'ready', waiting: 0 }));
  });

  it('outlives the session, until the page itself chooses another', async () => {
    const store = await openStore({ memory: true });
    const visit = async (model: string) => {
      const engine = new Engine(engineParts({ openStore: async () => store, encoder: encoderParts(async () => topicEncoder(), { model }) }));
      await engine.items();
      return engine;
    };
    const modelOf = async (engine: Engine) => (await engine.status()).encoder.model;
    await (await visit('test/topics')).useEncoder('full');
    expect(await modelOf(await visit('test/topics'))).toBe(full);
    expect(await modelOf(await visit('test/forced'))).toBe('test/forced');
    await (await visit('test/topics')).useEncoder('test/topics');
    expect(await modelOf(await visit('test/topics'))).toBe('test/topics');
  });

  it('is not held back because the one before was removed or given up', async () => {
    const engine = new Engine(engineParts());
    await engine.loadEncoder();
    await engine.removeEncoder();
    await engine.observe([search('empire')]);
    await engine.useEncoder('full');
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
  });

  it('chosen while texts are embedded or the one before loads is no trouble: they are embedded by it', async () => {
    const broken = { ...topicEncoder(), encode: () => new Promise<never>((_, reject) => setTimeout(reject, 20, new EncoderError('encode-failed', 'expected an open encoder, got a closed one'))) };
    for (const open of [async () => broken, (_: unknown, { signal }: OpenEncoderRequest) => new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))]) {
      const engine = new Engine(engineParts({ encoder: encoderParts(open) }));
      await engine.observe([search('empire')]);
      await vi.waitFor(async () => expect(['loading', 'ready']).toContain(await stateOf(engine)));
      await engine.useEncoder('full');
      await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ model: full, state: 'ready', waiting: 0 }));
      expect((await engine.status()).problems).toEqual([]);
    }
  });

  it('is the last of several choices, however fast they follow', async () => {
    const slow = { ...topicEncoder(), close: () => new Promise<void>((resolve) => setTimeout(resolve, 20)) };
    const engine = new Engine(engineParts({ encoder: encoderParts(async () => slow) }));
    await engine.loadEncoder();
    await Promise.all(['full', 'test/topics', 'none', 'test/topics'].map((choice) => engine.useEncoder(choice)));
    expect((await engine.status()).encoder.model).toBe('test/topics');
    await Promise.all([engine.useEncoder('full'), engine.useEncoder('none')]);
    expect((await engine.status()).encoder.tier).toBe('none');
  });

  it.each([null, 7, ''])('is refused as %j', async (choice) => {
    await expect(new Engine(engineParts()).useEncoder(choice as string)).rejects.toThrow('useEncoder: expected none, embedded, full');
  });
});

it('texts that a closed tab left are embedded in the next one, those that it embedded are not', async () => {
  const store = await openStore({ memory: true });
  const asked: string[][] = [];
  // A tab that is closed says nothing: it stops in the middle.
  const stuck = { ...topicEncoder(asked), encode: async (texts: readonly string[]) => (asked.length === 0 ? topicEncoder(asked).encode(texts) : new Promise<never>(() => undefined)) };
  const closed = new Engine(engineParts({ openStore: async () => store, encoder: encoderParts(async () => stuck) }));
  await closed.observe(Array.from({ length: 40 }, (_, i) => search(`empire ${i}`)));
  await vi.waitFor(async () => expect((await closed.status()).encoder.waiting).toBe(8));
  asked.length = 0;
  const next = new Engine(engineParts({ openStore: async () => store, encoder: encoderParts(async () => topicEncoder(asked)) }));
  await vi.waitFor(async () => expect((await next.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
  expect(asked.flat()).toEqual(Array.from({ length: 8 }, (_, i) => `empire ${i}`));
});

describe('languages', () => {
  it('that the encoder does not know are counted, once it is there', async () => {
    const engine = new Engine(engineParts());
    await engine.observe(['der Mann und das Meer', 'die Frau mit dem Hund', 'Как закалялась сталь', 'empire of the sun', 'Mann'].map(search));
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
    expect((await engine.status()).encoder.unread).toEqual([{ language: 'de', texts: 2 }, { language: 'und-Cyrl', texts: 1 }]);
    await engine.forget({});
    expect((await engine.status()).encoder.unread).toEqual([]);
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
