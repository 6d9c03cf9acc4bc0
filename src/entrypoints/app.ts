import './app/app.css';
import type { AttuneShop } from '../elements/shop/attune-shop.ts';
import { defineShop } from '../elements/shop/define-shop.ts';
import { applyPreferences } from '../elements/shop/preferences.ts';
import { KERNEL_CHOICES, SCAN_CHOICES } from '../domain/status.ts';
import { createBenchmark } from '../engine/benchmark.ts';
import { createRecommender } from '../engine/client.ts';
import { fetchQuality } from '../engine/fetch-quality.ts';
import { createOwnEvaluation } from '../engine/own-evaluation.ts';

// The demo site: `?kernels=gpu|simd|plain` forces kernels, `?scan=exact|coarse` how they read, `?encoder=none|embedded|full` or a model's id chooses the encoder.
const asked = new URLSearchParams(location.search);

/** The choice that the address makes, or `auto`. */
function forced<Choice extends string>(name: string, choices: readonly Choice[]): Choice | 'auto' {
  return choices.find((choice) => choice === asked.get(name)) ?? 'auto';
}

const books = new URL('demo/books/', document.baseURI);

applyPreferences();
defineShop();
const shop = document.querySelector<AttuneShop>('attune-shop')!;
shop.benchmark = createBenchmark();
shop.measured = fetchQuality(new URL('demo/quality.json', document.baseURI));
shop.evaluation = createOwnEvaluation(books);
shop.recommender = createRecommender({
  catalog: books,
  encoder: asked.get('encoder') ?? 'embedded',
  kernels: forced('kernels', KERNEL_CHOICES),
  scan: forced('scan', SCAN_CHOICES),
  assets: new URL('.', document.baseURI),
});
