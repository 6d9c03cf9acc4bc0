import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { NewEvent } from '../../src/domain/event.ts';
import type { WatchOptions } from '../../src/sources/page/watch-page.ts';

declare global {
  interface Window {
    events: NewEvent[];
    allowed: boolean;
    stop(): void;
    /** Writes what the page shows: JSON-LD of these products. */
    show(...products: object[]): void;
    dataLayer?: unknown[];
  }
}

const product = (sku: string, more: object = {}) => ({ '@context': 'https://schema.org', '@type': 'Product', name: `Product ${sku}`, sku, ...more });

/** Opens an empty page, at `path` for its scripts, that shows `products`. */
async function open(page: Page, path: string, ...products: object[]): Promise<void> {
  await page.goto('/e2e/rooms/blank.html');
  await page.evaluate(({ path, products }) => {
    history.replaceState(null, '', path);
    window.show = (...products) => {
      document.querySelectorAll('script').forEach((script) => script.remove());
      for (const each of products) document.head.append(Object.assign(document.createElement('script'), { type: 'application/ld+json', textContent: JSON.stringify(each) }));
    };
    window.show(...products);
  }, { path, products });
}

async function watch(page: Page, options: Partial<WatchOptions> = {}): Promise<void> {
  await page.evaluate(async (options) => {
    const { watchPage } = await import('/src/sources/page/watch-page.ts' as string);
    window.events ??= [];
    window.allowed ??= true;
    window.stop = watchPage((events: NewEvent[]) => void window.events.push(...events), { allowed: () => window.allowed, bots: 'observe', ...options });
  }, options);
}

const told = (page: Page) => page.evaluate(() => window.events.map(({ kind, item }) => `${kind} ${typeof item === 'string' ? item : item.id}`));
const dwells = (page: Page) => page.evaluate(() => window.events.map(({ dwellMs }) => dwellMs!));
const look = (page: Page, ms = 1_300) => page.waitForTimeout(ms);
/** As a browser says it when another tab comes to the front, which headless ones do not. */
const hide = (page: Page, hidden = true) => page.evaluate((hidden) => {
  Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}, hidden);

test('a product that was looked at is told once, with how long, when the page is hidden', async ({ page }) => {
  await open(page, '/tea/1', product('1', { brand: 'Leaf', offers: { price: 5, priceCurrency: 'EUR' } }));
  await watch(page);
  await look(page);
  await hide(page);
  await hide(page, false);
  await look(page);
  await hide(page);
  const events = await page.evaluate(() => window.events);
  expect(events).toEqual([{ id: expect.stringMatching(/^visit-\w+$/), kind: 'open', at: expect.stringMatching(/^\d{4}-.+Z$/), dwellMs: expect.any(Number), item: { id: '1', title: 'Product 1', url: expect.stringMatching(/\/tea\/1$/), language: 'en', brand: 'Leaf', price: { amount: 5, currency: 'EUR' } } }]);
  expect(events[0].dwellMs).toBeGreaterThanOrEqual(1_200);
  expect(events[0].dwellMs).toBeLessThan(2_600);
});

test('a bounce, a page that nobody saw, a page of several products and what is not allowed leave nothing', async ({ page }) => {
  await open(page, '/tea/1', product('1'));
  await watch(page);
  await look(page, 400);
  await hide(page);
  await look(page);
  await page.evaluate(() => window.stop());
  await hide(page, false);
  await page.evaluate((products) => window.show(...products), [product('1'), product('2')]);
  await watch(page);
  await look(page);
  await page.evaluate(() => window.stop());
  await page.evaluate((one) => {
    window.show(one);
    window.allowed = false;
  }, product('1'));
  await watch(page);
  await look(page);
  await page.evaluate(() => {
    window.dataLayer!.push({ event: 'search', search_term: 'tea' });
    window.stop();
  });
  expect(await told(page)).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

for (const api of ['with the Navigation API', 'with history alone']) {
  test(`pages of a single-page shop are visits of their own, ${api}`, async ({ page }) => {
    if (api === 'with history alone') await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
    await open(page, '/tea/1', product('1'));
    await watch(page);
    await look(page);
    // The markup follows the address by a while; until then it is the old product's.
    await page.evaluate(() => history.pushState(null, '', '/tea/2'));
    await look(page, 800);
    await page.evaluate((next) => window.show(next), product('2'));
    await look(page);
    await page.evaluate(() => history.pushState(null, '', '/list'));
    await page.evaluate((list) => window.show(...list), [product('3'), product('4')]);
    await look(page);
    await page.evaluate(() => {
      history.back();
      addEventListener('popstate', () => setTimeout(() => window.show({ '@context': 'https://schema.org', '@type': 'Product', name: 'Product 2', sku: '2' }), 50), { once: true });
    });
    await look(page, 1_800);
    await page.evaluate(() => window.stop());
    expect(await told(page)).toEqual(['open 1', 'open 2', 'open 2']);
    const [first, second] = await dwells(page);
    expect(first).toBeLessThan(1_900);
    // From the navigation on, not from when the product was found.
    expect(second).toBeGreaterThanOrEqual(2_000);
    expect(new Set(await page.evaluate(() => window.events.map(({ id }) => id))).size).toBe(3);
    expect(await page.evaluate(() => [Object.hasOwn(history, 'pushState'), Object.hasOwn(history, 'replaceState')])).toEqual([false, false]);
  });
}

test('another variant is another item, by the address and by the markup', async ({ page }) => {
  const group = { '@context': 'https://schema.org', '@type': 'ProductGroup', productGroupID: 'shirt', name: 'Shirt', hasVariant: ['red', 'blue'].map((color) => ({ '@type': 'Product', name: `Shirt in ${color}`, sku: color, url: `/shirt?color=${color}` })) };
  await open(page, '/shirt?color=red', group);
  await watch(page);
  await look(page);
  await page.evaluate(() => history.replaceState(null, '', '/shirt?color=blue'));
  await look(page, 1_800);
  await page.evaluate((next) => window.show(next), product('green'));
  await look(page, 1_800);
  await page.evaluate(() => window.stop());
  expect(await told(page)).toEqual(['open red', 'open blue', 'open green']);
});

test('the data layer is read from before and after, with what the page knows, and works on', async ({ page }) => {
  await open(page, '/tea/1', product('1', { gtin13: '4006381333931', brand: 'Leaf' }));
  await page.evaluate(() => {
    window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: '1', item_name: 'Tea' }] } }, { event: 'search', search_term: ' Green  tea ' }];
  });
  await watch(page);
  const lengths = await page.evaluate(() => {
    function gtag(..._args: unknown[]): number {
      return window.dataLayer!.push(arguments); // eslint-disable-line prefer-rest-params -- as shops write it
    }
    const purchase = { event: 'purchase', ecommerce: { transaction_id: 'T1', items: [{ item_id: '1' }, { item_id: '9', item_name: 'Pot' }] } };
    const hostile = { get event(): string { throw new Error('no'); } };
    return [
      gtag('event', 'add_to_cart', { items: [{ item_id: '4006381333931' }] }), window.dataLayer!.push({ ecommerce: { add: { products: [{ id: '8', name: 'Cup' }] } } }, hostile),
      window.dataLayer!.push(purchase), window.dataLayer!.push(purchase), gtag('event', 'search', { search_term: 'green tea' }), gtag('event', 'search', { search_term: 'ann@example.org' }), gtag('event', 'add_to_wishlist', { items: [{ item_id: '9' }] }),
      gtag('event', 'view_item', { items: [{ item_id: '1' }, { item_id: '7', item_name: 'In passing' }] }),
    ];
  });
  expect(lengths).toEqual([3, 5, 6, 7, 8, 9, 10, 11]);
  await look(page);
  const pushed = await page.evaluate(() => {
    window.stop();
    window.dataLayer!.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'late' }] } });
    return Object.hasOwn(window.dataLayer!, 'push');
  });
  expect(pushed).toBe(false);
  expect(await told(page)).toEqual(['search search:green tea', 'cart 1', 'cart 8', 'buy 1', 'buy 9', 'buy 1', 'buy 9', 'save 9', 'view 7', 'open 1']);
  const events = await page.evaluate(() => window.events);
  expect(events[1].item).toMatchObject({ id: '1', brand: 'Leaf' });
  // A purchase told twice is one: the ids are equal, and those of all others are their own.
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length - 2);
  expect(events[3].id).toBe(events[5].id);
});

test('a page without markup has the item that its data layer calls viewed', async ({ page }) => {
  await open(page, '/tea/1');
  await watch(page);
  await page.evaluate(() => window.dataLayer!.push({ event: 'view_item', ecommerce: { items: [{ item_id: '5', item_name: 'Told' }] } }));
  await look(page);
  await hide(page);
  expect(await told(page)).toEqual(['open 5']);
});

test('a result page tells its query, once', async ({ page }) => {
  await open(page, '/search?q=Green+tea&page=1');
  await watch(page);
  await look(page, 600);
  await page.evaluate(() => history.pushState(null, '', '/search?q=green%20tea&page=2'));
  await look(page, 600);
  expect(await page.evaluate(() => window.events)).toMatchObject([{ kind: 'search', item: { id: 'search:green tea', title: 'Green tea' } }]);
});

test('two tabs of one product are two visits; two watchers of one tab are one', async ({ page, context }) => {
  const ids: string[][] = [];
  for (const tab of [page, await context.newPage()]) {
    await open(tab, '/tea/1', product('1'));
    await watch(tab);
    await watch(tab);
    await look(tab);
    await hide(tab);
    ids.push(await tab.evaluate(() => window.events.map(({ id }) => id!)));
  }
  expect(ids.map((each) => each.length)).toEqual([2, 2]);
  expect(ids.map((each) => new Set(each).size)).toEqual([1, 1]);
  expect(ids[0][0]).not.toBe(ids[1][0]);
});

test('what was on its way when the page went is sent again by the next, under its id', async ({ page }) => {
  await open(page, '/tea/1', product('1'));
  await page.evaluate(async () => {
    const { watchPage } = await import('/src/sources/page/watch-page.ts' as string);
    window.stop = watchPage(() => new Promise(() => undefined), { allowed: () => true, bots: 'observe' });
  });
  await look(page);
  await open(page, '/other');
  const [key] = await page.evaluate(() => Object.keys(localStorage));
  await watch(page);
  await expect.poll(() => told(page)).toEqual(['open 1']);
  expect(await page.evaluate(() => `attune-page ${window.events[0].id}`)).toBe(key);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('stop leaves the page as it was', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
  await open(page, '/tea/1', product('1'));
  const globals = () => page.evaluate(() => [Object.keys(window).toSorted().join(), Object.getOwnPropertyNames(history).join(), Object.keys(localStorage).join()]);
  await page.evaluate(() => Object.assign(window, { events: [], allowed: true, stop: null }));
  const before = await globals();
  await watch(page);
  expect(await globals()).not.toEqual(before);
  await page.evaluate(() => window.stop());
  expect(await globals()).toEqual(before);
  await page.evaluate((next) => {
    history.pushState(null, '', '/tea/2');
    window.show(next);
  }, product('2'));
  await look(page);
  await hide(page);
  expect(await told(page)).toEqual([]);
});

test('browsers that a program drives, and pages not shown yet, are not watched', async ({ page }) => {
  await open(page, '/tea/1', product('1'));
  await watch(page, { bots: 'ignore' });
  expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false);
  await page.evaluate(() => Object.defineProperty(document, 'prerendering', { value: true, configurable: true }));
  await watch(page);
  expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false);
  await page.evaluate(() => document.dispatchEvent(new Event('prerenderingchange')));
  await look(page);
  await page.evaluate(() => window.stop());
  expect(await told(page)).toEqual(['open 1']);
});

test('50,000 elements of products are read without holding the page up', async ({ page }, testInfo) => {
  await open(page, '/list');
  const { ms, count } = await page.evaluate(async () => {
    const { productsOfPage } = await import('/src/sources/page/products-of-page.ts' as string);
    document.body.innerHTML = Array.from({ length: 12_500 }, (_, n) => `<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Item ${n}</b><meta itemprop="sku" content="${n}"><i>x</i></div>`).join('');
    const start = performance.now();
    const { items } = productsOfPage(document);
    return { ms: performance.now() - start, count: items.length };
  });
  testInfo.annotations.push({ type: 'milliseconds', description: ms.toFixed(0) });
  expect(count).toBe(1_000);
  expect(ms).toBeLessThan(1_000);
});
