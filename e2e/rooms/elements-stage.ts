import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { FakeOptions, FakeRecommender, pastEvents } from '../../src/elements/testing/fake-recommender.ts';
import type { WORKS } from '../../src/elements/testing/works.ts';

declare global {
  interface Window {
    FakeRecommender: typeof FakeRecommender;
    pastEvents: typeof pastEvents;
    WORKS: typeof WORKS;
    elementsReady?: boolean;
    fake: FakeRecommender;
    /** Sum of the layout shifts that no input caused, and how many there were. */
    shift: number;
    told: { name: string; id: string; index: number; listId: string; cancelable: boolean }[];
  }
}

export type ElementName = 'attune-recommendations' | 'attune-explanation' | 'attune-interest-map' | 'attune-privacy-panel' | 'attune-status-panel';

export interface StageOptions {
  attributes?: Record<string, string>;
  /** Events in the history. */
  history?: number;
  fake?: Pick<FakeOptions, 'delayMs' | 'status'> & { empty?: boolean };
  fail?: { name: string; message: string };
  hold?: boolean;
  lang?: string;
  /** Markup inside the element. */
  inner?: string;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Opens the page of elements and puts `name` on it, with a fake recommender in `window.fake`. */
export async function stage(page: Page, name: ElementName, options: StageOptions = {}): Promise<Locator> {
  await page.goto('/e2e/rooms/elements.html');
  await page.waitForFunction(() => window.elementsReady);
  await page.evaluate(({ name, options }) => {
    const { attributes = {}, history = 8, fake = {}, fail, hold, lang, inner = '' } = options;
    if (lang) document.documentElement.lang = lang;
    window.shift = 0;
    window.told = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: false });
    for (const event of ['attune-view', 'attune-select', 'attune-dismiss', 'attune-forget'] as const) {
      document.addEventListener(event, (heard) => {
        const { id, index, listId } = (heard as CustomEvent<{ id: string; index: number; listId: string }>).detail;
        window.told.push({ name: event, id, index, listId, cancelable: heard.cancelable });
      });
    }
    window.fake = new window.FakeRecommender({ ...fake, items: fake.empty ? [] : window.WORKS, history: window.pastEvents(history) });
    if (fail) window.fake.failure = Object.assign(new Error(fail.message), { name: fail.name });
    if (hold) window.fake.hold();
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.innerHTML = inner;
    element.recommender = window.fake;
    const after = Object.assign(document.createElement('p'), { id: 'after', textContent: 'What follows on the page' });
    document.querySelector('#stage')!.append(element, after);
  }, { name, options });
  return page.locator(name);
}

/** No violation of any rule of axe-core in what stands on the page. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: AXE });
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: string): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
    const { violations } = await axe.run('#stage');
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} — ${node.failureSummary}`).join('; ')}`);
  });
  expect(violations).toEqual([]);
}

/** Nothing sticks out of the window sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

/** Layout shift so far, after two frames. */
export async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.shift), 50)))));
}
