import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { Recommender } from '../../src/domain/recommender.ts';

/** Every page of the shop, by the fragment that leads to it. */
export const PAGES = ['#/', '#/welcome', '#/browse', '#/shelf/poetry', '#/shelf/all?language=zh&order=oldest', '#/search?q=whale', '#/book/moby-dick', '#/book/hong-lou-meng', '#/attention', '#/theory', '#/interests', '#/memory', '#/speed', '#/quality', '#/about', '#/nowhere'] as const;

/** The list of `strategy` that is shown. */
export function list(page: Page, strategy: string): Locator {
  return page.locator(`attune-recommendations[strategy="${strategy}"]`);
}

export function titles(of: Locator): Promise<string[]> {
  return of.locator('li.card[data-id] .title').allTextContents();
}

export function ids(of: Locator): Promise<string[]> {
  return of.locator('li.card[data-id]').evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.id ?? ''));
}

/** Goes to a page of the shop by its fragment, without a reload, and waits until it is drawn. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.waitForFunction((to) => location.hash === to, hash);
  await page.locator('main h1').first().waitFor();
}

/** Opens the shop at `hash`, the guide seen unless told otherwise, and waits until the books are there. */
export async function open(page: Page, hash = '#/', { guide = false, query = '' } = {}): Promise<void> {
  if (!guide) await page.addInitScript(() => localStorage.setItem('attune-shop-guide', 'seen'));
  await page.goto(`./${query}${hash}`);
  await page.locator('main h1').first().waitFor();
}

/** Opens books one after the other, as a visitor does; leaving each one puts it into the history. */
export async function read(page: Page, books: readonly string[]): Promise<void> {
  for (const book of books) {
    await visit(page, `#/book/${book}`);
    await page.locator('shop-book .facts').waitFor();
  }
  await visit(page, '#/');
}

/** What moved how far, as of the `layout-shift` entries. */
export interface Shifts {
  sum: number;
  /** Each element that moved, with its place before and after. */
  moved: string[];
}

/** Notes every layout shift of `page`, from the next load on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Shift = PerformanceEntry & { value: number; sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] };
    const shifts: { sum: number; moved: string[] } = ((window as unknown as { shifts: { sum: number; moved: string[] } }).shifts = { sum: 0, moved: [] });
    const place = ({ x, y, width, height }: DOMRect): string => [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        shifts.sum += value;
        shifts.moved.push(...sources.map(({ node, previousRect, currentRect }) => `${node instanceof Element ? `${node.localName}.${node.className}` : node?.nodeName}: ${place(previousRect)} → ${place(currentRect)}`));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The shifts since the page was loaded, once it has come to rest. */
export async function shiftsOf(page: Page): Promise<Shifts> {
  await page.evaluate(async () => {
    const { recommender } = document.querySelector('attune-shop') as unknown as { recommender: Recommender };
    await Promise.all([recommender.items(), recommender.history(), recommender.recommend({ strategy: 'for-you', limit: 12 })]);
  });
  await page.waitForTimeout(600);
  return page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
}

/** Errors of the page and of its console, as they come. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
}

/** Addresses that are asked of any host but the site's own. */
export function strangers(context: BrowserContext): string[] {
  const asked: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') asked.push(request.url());
  });
  return asked;
}
