import type { FromShard, ToShard } from './shard-messages.ts';
import { SimdCatalog } from './simd-catalog.ts';

// A worker that reads one shard of a catalog; sharded-reader.ts tells it what.
let shard: SimdCatalog | null = null;
const calls = new Map<number, AbortController>();

addEventListener('message', ({ data }: MessageEvent<ToShard>) => {
  if (data.kind === 'abort') calls.get(data.call)?.abort();
  else if (data.kind === 'forget') shard?.forget();
  else void answer(data);
});

async function answer(message: ToShard & { call: number }): Promise<void> {
  const { call } = message;
  const controller = new AbortController();
  calls.set(call, controller);
  try {
    let readouts: Float32Array<ArrayBuffer>[] = [];
    if (message.kind === 'load') shard = new SimdCatalog(message.catalog, message.module);
    else if (message.kind === 'read') readouts = (await shard!.read(message.request, controller.signal)) as Float32Array<ArrayBuffer>[];
    send({ call, readouts }, readouts.map(({ buffer }) => buffer));
  } catch (error) {
    const { name, message: text } = error as Error;
    send({ call, error: { name, message: text } });
  } finally {
    calls.delete(call);
  }
}

function send(message: FromShard, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
