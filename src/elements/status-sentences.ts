import { msg, str } from '@lit/localize';
import type { KernelReason, Problem, Status } from '../domain/status.ts';
import { catalogTrouble, engineTrouble } from './catalog-sentences.ts';

type Kernels = NonNullable<Status['kernels']>;

export function kernelsLabel(name: 'gpu' | 'simd' | 'plain' | 'auto'): string {
  switch (name) {
    case 'gpu':
      return msg('Graphics processor', { id: 'kernels.gpu' });
    case 'simd':
      return msg('Processor, SIMD', { id: 'kernels.simd' });
    case 'plain':
      return msg('Processor', { id: 'kernels.plain' });
    case 'auto':
      return msg('Automatic', { id: 'kernels.auto' });
  }
}

/** Why these kernels run. */
export function kernelsReason(reason: KernelReason): string {
  switch (reason) {
    case 'forced':
      return msg('You chose it.', { id: 'reason.forced' });
    case 'gpu-faster':
      return msg('The graphics processor is the faster one here, so it does the ranking.', { id: 'reason.gpu-faster' });
    case 'cpu-faster':
      return msg('For a catalog of this size the processor is faster than the graphics processor, so it does the ranking. The lists are the same.', { id: 'reason.cpu-faster' });
    case 'no-webgpu':
      return msg('This browser has no WebGPU, so the processor does the ranking. The lists are the same.', { id: 'reason.no-webgpu' });
    case 'no-adapter':
      return msg('WebGPU found no graphics processor, so the processor does the ranking. The lists are the same.', { id: 'reason.no-adapter' });
    case 'software-adapter':
      return msg('WebGPU is only imitated in software here, which is slower, so the processor does the ranking. The lists are the same.', { id: 'reason.software-adapter' });
    case 'device-lost':
      return msg('The graphics processor went away, so the processor took over. The lists are the same.', { id: 'reason.device-lost' });
    case 'device-refused':
      return msg('The browser refused access to the graphics processor, so the processor does the ranking. The lists are the same.', { id: 'reason.device-refused' });
    case 'no-simd':
      return msg('WebAssembly with SIMD is not available here, so slower kernels do the ranking. The lists are the same.', { id: 'reason.no-simd' });
    case 'no-room':
      return msg('There was too little memory for the fast kernels, so slower ones do the ranking. The lists are the same.', { id: 'reason.no-room' });
    case 'self-test-failed':
      return msg('The graphics processor failed the known-answer test, so its results are not trusted and the processor does the ranking.', { id: 'reason.self-test-failed' });
  }
}

/** What was measured of both, in one sentence. */
export function kernelsFigures({ listMs }: NonNullable<Kernels['figures']>, milliseconds: (ms: number) => string): string {
  return msg(str`A list of this catalog takes about ${milliseconds(listMs.gpu)} on the graphics processor and ${milliseconds(listMs.cpu)} on the processor.`, { id: 'kernels.figures' });
}

/** What a step of a request does, as a person would say it. */
export function stepLabel(name: string): string {
  switch (name) {
    case 'embed':
      return msg('Read texts', { id: 'step.embed' });
    case 'score':
      return msg('Score', { id: 'step.score' });
    case 'diversify':
      return msg('Vary', { id: 'step.diversify' });
    case 'weigh':
      return msg('Find reasons', { id: 'step.weigh' });
    case 'draw':
      return msg('Draw', { id: 'step.draw' });
    case 'other':
      return msg('The rest', { id: 'step.other' });
    default:
      return name;
  }
}

/** What runs the kernels, as a person would name it. */
export function adapterLine(kernels: Kernels): string {
  if (!kernels.adapter) return '';
  const { adapter } = kernels;
  return kernels.fallback ? msg(str`${adapter}, in software`, { id: 'adapter.software' }) : adapter;
}

/** Where the history is kept. */
export function storeSentence(store: Status['store']): string {
  if (store.kind === 'indexeddb') return msg('Kept in this browser (IndexedDB), on this device. Nothing is sent anywhere.', { id: 'store.indexeddb' });
  if (store.reason === undefined) return msg('Kept in memory alone until this page closes, as the page or your browser’s privacy signal asks. Nothing is sent anywhere.', { id: 'store.session' });
  const why = storeTrouble(store.reason);
  return msg(str`Kept in memory until this page closes. ${why}`, { id: 'store.memory' });
}

/** What a StoreTrouble code means. */
export function storeTrouble(code: string): string {
  switch (code) {
    case 'no-indexeddb':
      return msg('This browser offers no IndexedDB, as some do in private windows.', { id: 'store.no-indexeddb' });
    case 'refused':
      return msg('The browser refused to open its storage, as in a private window or with site data blocked.', { id: 'store.refused' });
    case 'blocked':
      return msg('Another tab still uses an older version of the storage. Close the other tabs of this site and reload.', { id: 'store.blocked' });
    case 'quota':
      return msg('The browser’s storage for this site is full, so the newest events were not kept. Delete some history to make room.', { id: 'store.quota' });
    case 'newer-version':
      return msg('The storage was written by a newer version of this page. Reload to get it.', { id: 'store.newer-version' });
    case 'closed-by-other-tab':
      return msg('Another tab closed the storage to upgrade it. Reload to go on recording.', { id: 'store.closed-by-other-tab' });
    default:
      return msg('The browser’s storage cannot be used.', { id: 'store.other' });
  }
}

/** What an EncoderTrouble code means, and what still works. */
export function encoderTrouble(code: string): string {
  switch (code) {
    case 'offline':
      return msg('The encoder could not be fetched: there is no connection. Lists from the catalog’s own vectors still work.', { id: 'encoder.offline' });
    case 'not-found':
      return msg('The encoder’s files are not where they should be. Lists from the catalog’s own vectors still work.', { id: 'encoder.not-found' });
    case 'corrupt':
      return msg('The encoder’s files arrived damaged and were not used. Loading again may help.', { id: 'encoder.corrupt' });
    case 'wrong-answer':
      return msg('The encoder gave wrong vectors for texts whose vectors are known, so it is not used.', { id: 'encoder.wrong-answer' });
    case 'evicted':
      return msg('The browser had removed the encoder to make room, so it was fetched again.', { id: 'encoder.evicted' });
    case 'not-kept':
      return msg('There was no room to keep the encoder. It works now and will be fetched again next time.', { id: 'encoder.not-kept' });
    case 'wrong-dimension':
      return msg('This encoder does not fit the catalog, so its vectors are not used.', { id: 'encoder.wrong-dimension' });
    case 'unsupported':
      return msg('This browser cannot run the encoder. Lists from the catalog’s own vectors still work.', { id: 'encoder.unsupported' });
    case 'encode-failed':
      return msg('A text could not be embedded and has no part in the lists.', { id: 'encoder.encode-failed' });
    default:
      return msg('The encoder does not run. Lists from the catalog’s own vectors still work.', { id: 'encoder.other' });
  }
}

/** The sentence of a problem, whichever room met it. */
export function problemSentence(problem: Problem): string {
  switch (problem.room) {
    case 'catalog':
      return catalogTrouble(problem.code);
    case 'encoder':
      return encoderTrouble(problem.code);
    case 'store':
      return storeTrouble(problem.code);
    case 'kernels':
      return msg('The ranking moved from the graphics processor to the processor. The lists are the same.', { id: 'problem.kernels' });
    case 'engine':
      return engineTrouble();
  }
}
