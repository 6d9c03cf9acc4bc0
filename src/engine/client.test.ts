import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../domain/status.ts';
import { createRecommender } from './client.ts';
import { Engine } from './engine.ts';
import { engineParts } from './testing/engine-parts.ts';
import { workerApi } from './worker-api.ts';

const started = vi.hoisted(() => ({ worker: null as unknown }));
vi.mock('./start-worker.ts', () => ({ startWorker: () => started.worker }));

let engine: Engine;
let ports: MessageChannel;

/** An engine behind a message channel, as if it were in a worker. */
beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://shop.example/' });
  ports = new MessageChannel();
  engine = new Engine(engineParts());
  expose(workerApi(() => engine), ports.port2);
  started.worker = Object.assign(ports.port1, { terminate: () => ports.port1.close() });
});

afterEach(() => {
  ports.port1.close();
  ports.port2.close();
  vi.unstubAllGlobals();
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('subscribe', () => {
  it('tells the status and every change, until it is stopped', async () => {
    const client = createRecommender({ catalog: '/pack/', storage: 'session' });
    const heard: Change['type'][] = [];
    const stop = await client.subscribe(({ type }) => heard.push(type));
    await client.observe([{ kind: 'open', item: 'i0' }]);
    await vi.waitFor(() => expect(heard).toContain('history'));
    expect(heard[0]).toBe('status');
    stop();
    const before = heard.length;
    await client.observe([{ kind: 'open', item: 'i1' }]);
    await settled();
    expect(heard.length).toBe(before);
  });

  it('given up midway stops what began on the other side', async () => {
    const client = createRecommender({ catalog: '/pack/', storage: 'session' });
    const stop = vi.fn();
    let begun: () => void = () => undefined;
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    let tell: (change: Change) => void = () => undefined;
    // Deaf to its signal: the subscription stands before the cancellation comes.
    vi.spyOn(engine, 'subscribe').mockImplementation(async (listener) => {
      tell = listener;
      begun();
      await settled();
      return stop;
    });
    const controller = new AbortController();
    const listener = vi.fn();
    const subscribed = client.subscribe(listener, { signal: controller.signal });
    await beginning;
    controller.abort();
    await expect(subscribed).rejects.toMatchObject({ name: 'AbortError' });
    tell({ type: 'history' });
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
    expect(listener).not.toHaveBeenCalled();
  });
});

it('a call given up is given up on the other side too, and a closed client says so', async () => {
  const client = createRecommender({ catalog: '/pack/', storage: 'session' });
  let heard: AbortSignal | undefined;
  vi.spyOn(engine, 'recommend').mockImplementation((_, options) => {
    heard = options?.signal;
    return new Promise(() => undefined);
  });
  const controller = new AbortController();
  const list = client.recommend({}, { signal: controller.signal });
  await vi.waitFor(() => expect(heard).toBeDefined());
  controller.abort();
  await expect(list).rejects.toMatchObject({ name: 'AbortError' });
  await vi.waitFor(() => expect(heard!.aborted).toBe(true));
  await client.close();
  await expect(client.status()).rejects.toMatchObject({ name: 'ClosedError' });
});
