import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { expectAccessible, expectNoSideways, layoutShift, stage } from './elements-stage.ts';

const NAME = 'attune-recommendations';
const ids = (list: Locator): Promise<(string | undefined)[]> => list.locator('li.card[data-id]').evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.id));

for (const layout of ['carousel', 'grid', 'list']) {
  for (const width of [1120, 360, 320]) {
    test(`${layout} at ${width} px: from skeleton to list nothing moves`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      const list = await stage(page, NAME, { attributes: { layout, limit: '8' }, hold: true });
      await expect(list.locator('.skeleton li')).toHaveCount(8);
      await page.waitForTimeout(100);
      const before = await page.locator('#after').boundingBox();
      await page.evaluate(() => {
        window.shift = 0;
        window.fake.release();
      });
      await expect(list.locator('li.card[data-id]')).toHaveCount(8);
      expect(await page.locator('#after').boundingBox()).toEqual(before);
      expect(await layoutShift(page)).toBe(0);
      await expectNoSideways(page);
    });
  }
}

test('its attributes make the request', async ({ page }) => {
  const requestOf = (list: Locator) => list.evaluate((element) => (element as unknown as { request: object }).request);
  const list = await stage(page, NAME, { attributes: { limit: '4', sigma: 'relu', diversity: '0.5', variety: 'dpp', calibration: '0.2', 'cap-source': '2', 'cap-brand': '3', 'cap-author': '1', 'cap-category': '4' } });
  expect(await requestOf(list)).toEqual({ strategy: 'for-you', limit: 4, profiling: 'on', sigma: 'relu', diversity: 0.5, variety: 'dpp', calibration: 0.2, caps: { source: 2, brand: 3, author: 1, category: 4 } });
  await expect(list.locator('li.card[data-id]')).toHaveCount(4);
  const asked = await page.evaluate(() => window.fake.asked);
  await list.evaluate((element) => {
    element.removeAttribute('cap-brand');
    element.setAttribute('cap-source', 'none');
    element.setAttribute('variety', 'none');
    element.setAttribute('sigma', 'none');
  });
  await expect.poll(() => page.evaluate(() => window.fake.asked)).toBe(asked + 1);
  expect(await requestOf(list)).toEqual({ strategy: 'for-you', limit: 4, profiling: 'on', diversity: 0.5, calibration: 0.2, caps: { author: 1, category: 4 } });
});

test('it takes whatever its attributes hold', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  for (const value of ['1000000000', '1e300', '-1', 'Infinity', 'many', '']) {
    const held = Object.fromEntries(['limit', 'heading-level', 'threshold', 'diversity', 'calibration', 'explore', 'cap-source', 'cap-brand', 'sigma', 'variety', 'strategy', 'layout', 'profiling', 'for', 'exclude'].map((name) => [name, value]));
    const list = await stage(page, NAME, { attributes: held, hold: true });
    await expect(list.locator('.skeleton li').first()).toBeVisible();
    expect(await list.locator('.skeleton li').count(), `limit ${value}`).toBeLessThanOrEqual(60);
    await page.evaluate(() => window.fake.release());
    await expect(list.locator('li.card[data-id]').first()).toBeVisible();
    await list.evaluate((element) => element.setAttribute('limit', '2'));
    await expect(list.locator('li.card[data-id]')).toHaveCount(2);
  }
  expect(errors).toEqual([]);
});

test('sentences that come late move nothing and never show another language', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 900 });
  await page.route('**/locales/zh-Hans.ts*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  const list = await stage(page, NAME, { lang: 'zh-CN', hold: true });
  await expect(list.locator('.skeleton')).toBeVisible();
  await expect(list.locator('.heading')).toBeHidden();
  const before = await page.locator('#after').boundingBox();
  await page.evaluate(() => (window.shift = 0));
  await expect(list.locator('.heading')).toHaveText('为你推荐');
  expect(await page.locator('#after').boundingBox()).toEqual(before);
  await page.evaluate(() => window.fake.release());
  await expect(list.locator('li.card[data-id]')).toHaveCount(8);
  expect(await page.locator('#after').boundingBox()).toEqual(before);
  expect(await layoutShift(page)).toBe(0);
});

test('states are accessible: skeleton, list, open explanation, dismissed, empty, error, in both languages and schemes', async ({ page }) => {
  for (const lang of ['en', 'zh-CN']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await stage(page, NAME, { lang, hold: true });
      await expectAccessible(page);
      for (const layout of ['carousel', 'grid', 'list']) {
        const list = await stage(page, NAME, { lang, attributes: { layout } });
        await list.locator('.why').first().click();
        await expect(list.locator('.panel .bar').first()).toBeVisible();
        await list.locator('li.card').nth(1).hover();
        await list.locator("[data-control='dismiss']").nth(1).click();
        await expect(list.locator("[data-control='undo']")).toBeVisible();
        await page.waitForTimeout(250);
        await expectAccessible(page);
      }
      await stage(page, NAME, { lang, fake: { empty: true } });
      await expectAccessible(page);
      const failed = await stage(page, NAME, { lang, fail: { name: 'CatalogError', message: 'vectors: expected 64 bytes, got 60' } });
      await expect(failed.getByRole('alert')).toBeVisible();
      await expectAccessible(page);
    }
  }
});

test('forced colours keep cards, buttons and bars visible', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const list = await stage(page, NAME, { attributes: { layout: 'grid' } });
  await list.locator('.why').first().click();
  const fill = list.locator('.bar .fill').first();
  const [bar, canvas] = await fill.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(document.body).backgroundColor]);
  expect(bar).not.toBe(canvas);
  await expectAccessible(page);
});

test('speaks Chinese when the page does, and the attribute overrules the page', async ({ page }) => {
  const list = await stage(page, NAME, { lang: 'zh-CN' });
  await expect(list.getByRole('heading')).toHaveText('为你推荐');
  await expect(list.locator('.why').first()).toContainText('因为');
  await page.evaluate(() => (document.documentElement.lang = 'en'));
  await expect(list.getByRole('heading')).toHaveText('For you');
  await list.evaluate((element) => element.setAttribute('locale', 'zh-Hans'));
  await expect(list.getByRole('heading')).toHaveText('为你推荐');
});

test('sentences that cannot be had leave English, and the cards all the same', async ({ page }) => {
  await page.route('**/locales/zh-Hans.ts*', (route) => route.abort());
  const list = await stage(page, NAME, { lang: 'zh-CN' });
  await expect(list.locator('.heading')).toHaveText('For you');
  await expect(list.locator('.heading')).toBeVisible();
  await expect(list.locator('li.card[data-id]')).toHaveCount(8);
});

test('a shop that sets five properties is obeyed in every part', async ({ page }) => {
  const list = await stage(page, NAME, { attributes: { layout: 'grid', style: '--attune-accent: rgb(120, 30, 30); --attune-surface: rgb(255, 250, 240); --attune-text: rgb(40, 30, 20); --attune-radius: 0px; --attune-font: Georgia' } });
  await list.locator('li.card').first().hover();
  await expect(list.locator('.title').first()).toHaveCSS('color', 'rgb(120, 30, 30)');
  await expect(list.locator('.heading')).toHaveCSS('color', 'rgb(40, 30, 20)');
  await expect(list.locator('.picture').first()).toHaveCSS('border-radius', '0px');
  await expect(list.locator('.title').first()).toHaveCSS('font-family', 'Georgia');
  await expectAccessible(page);
});

test('reduced motion stills everything', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const list = await stage(page, NAME, { attributes: { layout: 'grid' }, hold: true });
  await expect(list.locator('.skeleton .picture').first()).toHaveCSS('animation-name', 'none');
  await page.evaluate(() => window.fake.release());
  await expect(list.locator('.actions').first()).toHaveCSS('transition-duration', '0s');
});

test('two elements on one page speak two languages', async ({ page }) => {
  await stage(page, NAME, { attributes: { locale: 'zh-Hans' } });
  await page.evaluate(() => {
    const second = document.createElement('attune-recommendations');
    second.recommender = window.fake;
    second.setAttribute('locale', 'en');
    document.querySelector('#stage')!.append(second);
  });
  await expect(page.locator(NAME).nth(0).getByRole('heading')).toHaveText('为你推荐');
  await expect(page.locator(NAME).nth(1).getByRole('heading')).toHaveText('For you');
});

test('dismiss collapses in place, undo brings the card back, the next list closes the gap', async ({ page }) => {
  const list = await stage(page, NAME, { attributes: { layout: 'grid', limit: '6' } });
  await expect(list.locator('li.card[data-id]')).toHaveCount(6);
  const second = (await ids(list))[1];
  const size = await list.locator('li.card').nth(1).boundingBox();
  await list.locator('li.card').nth(1).hover();
  await list.locator("[data-control='dismiss']").nth(1).click();
  await expect(list.locator('li.card').nth(1).locator("[data-control='undo']")).toBeFocused();
  expect((await ids(list))[1]).toBe(second);
  expect(await list.locator('li.card').nth(1).boundingBox()).toEqual(size);
  expect(await page.evaluate(async () => (await window.fake.history({ kinds: ['dismiss'] })).length)).toBe(1);

  await list.locator("[data-control='undo']").click();
  await expect(list.locator("[data-control='undo']")).toHaveCount(0);
  expect(await ids(list)).toContain(second);
  expect(await page.evaluate(async () => (await window.fake.history({ kinds: ['dismiss'] })).length)).toBe(0);

  await list.locator(`li[data-id='${second}'] [data-control='dismiss']`).focus();
  await page.keyboard.press('Enter');
  await expect(list.locator("[data-control='undo']")).toHaveCount(1);
  await page.evaluate(() => window.fake.observe([{ kind: 'open', item: 'walden' }]));
  await expect(list.locator("[data-control='undo']")).toHaveCount(0);
  expect(await ids(list)).not.toContain(second);
  await expect(list.locator("li.card[data-id] [data-control='link']:focus")).toHaveCount(1);
  expect(await page.evaluate(() => window.told.filter(({ name }) => name !== 'attune-view').map(({ name, id }) => [name, id]))).toEqual([['attune-dismiss', second], ['attune-forget', second], ['attune-dismiss', second]]);
});

test('a dismissal that cannot be kept gives the card back and says so', async ({ page }) => {
  const list = await stage(page, NAME, { attributes: { layout: 'grid' } });
  await expect(list.locator('li.card[data-id]')).toHaveCount(8);
  const before = await ids(list);
  await page.evaluate(() => {
    window.fake.observe = async () => {
      throw new Error('quota');
    };
  });
  await list.locator("[data-control='dismiss']").first().focus();
  await page.keyboard.press('Enter');
  await expect(list.locator('.stale')).toContainText('could not be kept');
  expect(await ids(list)).toEqual(before);
});

test('choosing a card tells the page, observes an open, and can be cancelled', async ({ page }) => {
  const list = await stage(page, NAME, { attributes: { layout: 'grid' } });
  await page.evaluate(() => document.addEventListener('attune-select', (event) => event.preventDefault(), { once: true }));
  const [first] = await ids(list.page().locator(NAME));
  await list.locator("[data-control='link']").first().click();
  expect(page.url()).not.toContain('#/work/');
  const [select] = await page.evaluate(() => window.told.filter(({ name }) => name === 'attune-select'));
  expect(select).toMatchObject({ id: first, index: 0, cancelable: true });
  expect(await page.evaluate(async () => (await window.fake.history({ limit: 1 }))[0])).toMatchObject({ kind: 'open', item: first });

  await list.evaluate((element) => element.setAttribute('capture', 'off'));
  const count = await page.evaluate(async () => (await window.fake.history()).length);
  await list.locator("[data-control='link']").first().click();
  expect(page.url()).toContain('#/work/');
  expect(await page.evaluate(async () => (await window.fake.history()).length)).toBe(count);
});

test('a card is told as seen once per list', async ({ page }) => {
  await stage(page, NAME, { attributes: { layout: 'grid', limit: '4' } });
  await expect.poll(() => page.evaluate(() => window.told.length)).toBe(4);
  await page.mouse.wheel(0, 400);
  await page.mouse.wheel(0, -400);
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => window.told.map(({ index }) => index).sort())).toEqual([0, 1, 2, 3]);
});

test('the history changes the list, and the focus stays on the same book', async ({ page }) => {
  const list = await stage(page, NAME, { attributes: { layout: 'grid', limit: '12' } });
  await expect(list.locator('li.card[data-id]')).toHaveCount(12);
  const before = await ids(list);
  const kept = before[6]!;
  await list.locator(`li[data-id='${kept}'] [data-control='link']`).focus();
  await page.evaluate((kept) => window.fake.observe([{ kind: 'like', item: window.WORKS.find(({ id, categories }) => id !== kept && categories?.includes('science'))!.id }]), kept);
  await expect.poll(async () => (await ids(list)).join()).not.toBe(before.join());
  expect(await ids(list)).toContain(kept);
  await expect(list.locator(`li[data-id='${kept}'] [data-control='link']`)).toBeFocused();
});

test('why opens beside the card, says it in words and numbers, and closes', async ({ page }) => {
  const list = await stage(page, NAME, { attributes: { layout: 'carousel' } });
  const why = list.locator('.why').first();
  await why.click();
  await expect(why).toHaveAttribute('aria-expanded', 'true');
  await expect(list.locator('.panel')).toContainText(/is number \d+ by relevance/);
  await expect(list.locator('.panel')).toContainText(/Without .+ number \d+/);
  await why.click();
  await expect(list.locator('.panel')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await list.getByRole('button', { name: 'Close the explanation' }).focus();
  await page.keyboard.press('Escape');
  await expect(list.locator('.panel')).toHaveCount(0);
  await expect(why).toBeFocused();
});

test('carousel: only visible cards are reached by Tab, buttons page through it', async ({ page }) => {
  await page.setViewportSize({ width: 760, height: 800 });
  const list = await stage(page, NAME, { attributes: { limit: '12' } });
  await expect.poll(() => list.locator('li.card').evaluateAll((cards) => cards.filter((card) => (card as HTMLElement).inert).length)).toBeGreaterThan(5);
  const next = list.locator("[data-control='next']");
  await expect(list.locator("[data-control='previous']")).toHaveAttribute('aria-disabled', 'true');
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(list.locator("[data-control='previous']")).toHaveAttribute('aria-disabled', 'false');
  await expect.poll(() => list.locator('li.card').first().evaluate((card) => (card as HTMLElement).inert)).toBe(true);
  await expect(list.getByRole('status')).toContainText(/Showing \d+ to \d+ of 12/);
  await expect(next).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await list.evaluate((element) => element.shadowRoot!.activeElement!.closest('li')!.inert)).toBe(false);
});

test('carousel: a new list starts at its front, but not under the person’s hands', async ({ page }) => {
  await page.setViewportSize({ width: 760, height: 800 });
  const list = await stage(page, NAME, { attributes: { limit: '12' } });
  const track = list.locator('ul.carousel:not(.skeleton)');
  const place = (): Promise<number> => track.evaluate((element) => element.scrollLeft);
  const away = async (): ReturnType<typeof ids> => {
    await track.evaluate((element) => element.scrollTo({ left: 380, behavior: 'instant' }));
    await expect.poll(place).toBeGreaterThan(300);
    await layoutShift(page);
    return ids(list);
  };
  const like = (item = ''): Promise<unknown> => page.evaluate((id) => window.fake.observe([{ kind: 'like', item: id }]), item);
  await expect(list.locator('li.card[data-id]')).toHaveCount(12);
  const first = await away();
  await like(first[7]);
  await expect.poll(async () => (await ids(list)).join()).not.toBe(first.join());
  await layoutShift(page);
  expect(await place()).toBe(0);
  const second = await away();
  const seen = list.locator(`li[data-id='${second[3]}'] [data-control='link']`);
  await seen.focus();
  await like(second[9]);
  await expect.poll(async () => (await ids(list)).join()).not.toBe(second.join());
  await layoutShift(page);
  await expect(seen).toBeFocused();
  await expect(seen).toBeInViewport({ ratio: 0.5 });
});

test('empty teaches, error says what happened and retries', async ({ page }) => {
  const empty = await stage(page, NAME, { fake: { empty: true }, attributes: { strategy: 'recently-viewed' } });
  await expect(empty.locator('.state')).toContainText('What you open appears here');
  const list = await stage(page, NAME, { fail: { name: 'CatalogError', message: 'vectors: expected 64 bytes, got 60' } });
  await expect(list.getByRole('alert')).toContainText('The catalog cannot be used');
  await page.evaluate(() => (window.fake.failure = null));
  await list.getByRole('button', { name: 'Try again' }).click();
  await expect(list.locator('li.card[data-id]')).toHaveCount(8);
  await page.evaluate(() => {
    window.fake.failure = new Error('later');
    return window.fake.observe([{ kind: 'open', item: 'walden' }]);
  });
  await expect(list.locator('.stale')).toContainText('the last one made');
  await expect(list.locator('li.card[data-id]')).toHaveCount(8);
});

test('a fallback is told, in the place of the line that was there', async ({ page }) => {
  const list = await stage(page, NAME, { attributes: { strategy: 'bought-together' }, hold: true });
  await expect(list.locator('.notice')).toBeVisible();
  await page.evaluate(() => {
    window.fake.fallback = { strategy: 'trending', reason: 'no-interactions' };
    window.shift = 0;
    window.fake.release();
  });
  await expect(list.locator('.notice')).toHaveText('No purchase data here: showing popular works instead.');
  expect(await layoutShift(page)).toBe(0);
});

test('touch shows the buttons, each 44 px, and never over the picture', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL, hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } });
  for (const layout of ['grid', 'carousel']) {
    const shown = await stage(page, NAME, { attributes: { layout } });
    await expect(shown.locator('li.card[data-id]')).toHaveCount(8);
    const [picture, words, actions] = await Promise.all(['.picture', '.why', '.actions'].map((part) => shown.locator(`li[data-id] ${part}`).first().boundingBox()));
    expect(actions!.y).toBeGreaterThanOrEqual(picture!.y + picture!.height);
    expect(actions!.y).toBeGreaterThanOrEqual(words!.y + words!.height);
    expect(await layoutShift(page)).toBe(0);
  }
  const list = await stage(page, NAME, { attributes: { layout: 'grid' } });
  const dismiss = list.locator("[data-control='dismiss']").first();
  await expect(dismiss).toBeVisible();
  expect(await list.locator('.actions').first().evaluate((element) => getComputedStyle(element).opacity)).toBe('1');
  for (const control of ['dismiss', 'more', 'why']) {
    const box = await list.locator(`[data-control='${control}']`).first().boundingBox();
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
  }
  await expectNoSideways(page);
  await page.close();
});

test('the page’s own template draws the cards, in reach of the page’s styles', async ({ page }) => {
  const inner = '<style>.own-title{color:rgb(1, 2, 3)}</style><template><a data-field="url"><img data-field="image"><b class="own-title" data-field="title"></b> <i data-field="why"></i></a></template>';
  const list = await stage(page, NAME, { attributes: { layout: 'grid', limit: '3' }, inner });
  const titles = list.locator('.own-title');
  await expect(titles).toHaveCount(3);
  await expect(titles.first()).toBeVisible();
  await expect(titles.first()).toHaveCSS('color', 'rgb(1, 2, 3)');
  await titles.first().click();
  expect(await page.evaluate(() => window.told.filter(({ name }) => name === 'attune-select').length)).toBe(1);
});

test('a script in a catalog’s url is never a link', async ({ page }) => {
  await stage(page, NAME);
  await page.evaluate(() => {
    const second = document.createElement('attune-recommendations');
    second.recommender = new window.FakeRecommender({ items: [{ id: 'x', title: 'X', url: 'javascript:document.title="taken"' }] });
    document.querySelector('#stage')!.append(second);
  });
  const link = page.locator(NAME).nth(1).locator("[data-control='link']");
  expect(await link.evaluate((element) => element.tagName)).toBe('BUTTON');
  await link.click();
  expect(await page.title()).not.toBe('taken');
});

test('properties set before upgrade, moved nodes and a second definition do no harm, and nothing leaks', async ({ page }) => {
  await stage(page, NAME, { attributes: { layout: 'grid', limit: '2' } });
  const result = await page.evaluate(async () => {
    const { AttuneRecommendations } = await import('/src/elements/recommendations.ts' as string) as typeof import('../../src/elements/recommendations.ts');
    const { defineElements } = await import('/src/elements/define.ts' as string) as typeof import('../../src/elements/define.ts');
    defineElements();
    class Late extends AttuneRecommendations {}
    const early = Object.assign(document.createElement('attune-late'), { recommender: window.fake, limit: 3, layout: 'grid' });
    document.querySelector('#stage')!.append(early);
    customElements.define('attune-late', Late);
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
    await settle();
    const cards = early.shadowRoot!.querySelectorAll('li[data-id]').length;
    const listeners = window.fake.listeners.size;
    for (let i = 0; i < 50; i++) {
      document.body.append(early);
      document.querySelector('#stage')!.append(early);
    }
    await settle();
    const moved = window.fake.listeners.size;
    const still = early.shadowRoot!.querySelectorAll('li[data-id]').length;
    early.remove();
    document.querySelector('attune-recommendations')!.remove();
    await settle();
    return { cards, listeners, moved, still, left: window.fake.listeners.size };
  });
  expect(result).toEqual({ cards: 3, listeners: 2, moved: 2, still: 3, left: 0 });
});

test('asks for a recommender with attune-connect, early or late', async ({ page }) => {
  await stage(page, NAME);
  const asked = await page.evaluate(async () => {
    const { answerConnect } = await import('/src/elements/connect.ts' as string) as typeof import('../../src/elements/connect.ts');
    const second = document.createElement('attune-recommendations');
    second.setAttribute('catalog', '/shop/');
    document.querySelector('#stage')!.append(second);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const asked: (string | null)[] = [];
    answerConnect(document, ({ catalog }) => {
      asked.push(catalog);
      return window.fake;
    });
    return asked;
  });
  expect(asked).toEqual(['/shop/']);
  expect(await page.evaluate((name) => ([...document.querySelectorAll(name)] as unknown as { recommender: unknown }[]).map(({ recommender }) => recommender === window.fake), NAME)).toEqual([true, true]);
  await expect(page.locator(NAME).nth(1).locator('li.card[data-id]')).toHaveCount(8);
});
