import { expect, it } from 'vitest';
import { type EncoderChoice, chosenEncoder } from './encoder-choice.ts';

it.each<[EncoderChoice | null, unknown]>([
  [null, null],
  ['none', null],
  ['embedded', { model: 'attune/minilm-zh-en' }],
  ['full', { model: 'Xenova/all-MiniLM-L6-v2' }],
  ['me/mine', { model: 'me/mine' }],
  [{ model: 'me/mine', base: '/models/' }, { model: 'me/mine', base: '/models/' }],
])('%j means %j', (choice, model) => {
  expect(chosenEncoder(choice)).toEqual(model);
});
