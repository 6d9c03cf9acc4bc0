import './app/app.css';
import type { AttuneShop } from '../elements/shop/attune-shop.ts';
import { defineShop } from '../elements/shop/define-shop.ts';
import { applyPreferences } from '../elements/shop/preferences.ts';
import { KERNEL_CHOICES, type KernelChoice } from '../domain/status.ts';
import { createBenchmark } from '../engine/benchmark.ts';
import { createRecommender } from '../engine/client.ts';

// The demo site: `?kernels=gpu|simd|plain` forces kernels, `?encoder=none|embedded|full` or a model's id chooses the encoder.
const asked = new URLSearchParams(location.search);
const forced = asked.get('kernels') as KernelChoice | null;

applyPreferences();
defineShop();
const shop = document.querySelector<AttuneShop>('attune-shop')!;
shop.benchmark = createBenchmark();
shop.recommender = createRecommender({
  catalog: new URL('demo/books/', document.baseURI),
  encoder: asked.get('encoder') ?? 'embedded',
  kernels: forced !== null && KERNEL_CHOICES.includes(forced) ? forced : 'auto',
  assets: new URL('.', document.baseURI),
});
