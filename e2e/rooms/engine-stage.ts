import type { Page } from '@playwright/test';
import type { Recommender } from '../../src/domain/recommender.ts';
import type { RecommenderOptions } from '../../src/engine/client.ts';
import type { ElementName } from './elements-stage.ts';

/** Opens the page of elements and puts these on it, on an engine over the demo's books in `window.attune`. */
export async function stageOnEngine(page: Page, elements: Partial<Record<ElementName, Record<string, string>>>): Promise<void> {
  await page.goto('/e2e/rooms/elements.html');
  await page.waitForFunction(() => window.elementsReady);
  await page.evaluate(async (wanted) => {
    const { createRecommender } = (await import('/src/engine/client.ts' as string)) as { createRecommender(options: RecommenderOptions): Recommender };
    window.attune = createRecommender({ catalog: '/demo/books/', assets: '/', kernels: 'simd' });
    for (const [name, attributes] of Object.entries(wanted)) {
      const element = document.createElement(name) as HTMLElement & { recommender: Recommender | null };
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.recommender = window.attune;
      document.querySelector('#stage')!.append(element);
    }
    document.addEventListener('attune-select', (event) => event.preventDefault());
  }, elements);
}
