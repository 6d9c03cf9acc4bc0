import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { expectAccessible, expectNoSideways, stage } from './elements-stage.ts';

const MAP = 'attune-interest-map';

/** Pairs of labels that touch. */
async function overlaps(map: Locator): Promise<string[]> {
  return map.evaluate((element) => {
    const boxes = [...element.shadowRoot!.querySelectorAll('svg text')].map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }));
    return boxes.flatMap(({ said, box }, index) => boxes.slice(index + 1).filter(({ box: other }) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom).map((other) => `${said} / ${other.said}`));
  });
}

test('a topic is muted, deleted and brought back, and the list follows each time', async ({ page }) => {
  const map = await stage(page, MAP, { history: 12 });
  const topics = map.locator('.topic');
  await expect(map.locator('.dot.history')).not.toHaveCount(0);
  const count = await topics.count();
  const first = topics.first();
  const name = await first.locator('.name').textContent();
  const before = await page.evaluate(async () => (await window.fake.recommend()).recommendations.map(({ id }) => id));
  await first.getByRole('button', { name: 'Mute' }).click();
  await expect(first.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-pressed', 'true');
  await expect(map.locator('.hull.muted')).toHaveCount(1);
  expect(await page.evaluate(async () => (await window.fake.recommend()).recommendations.map(({ id }) => id))).not.toEqual(before);
  await first.getByRole('button', { name: /^Delete/ }).click();
  await expect(topics).toHaveCount(count - 1);
  await expect(map.getByRole('status')).toContainText(`${name} is deleted`);
  await expect(map.locator('.undo')).toBeFocused();
  await map.locator('.undo').press('Enter');
  await expect(topics).toHaveCount(count);
  // As it was: muted.
  await expect(map.locator('.topic.muted .name')).toHaveText(name!);
  await map.locator('.topic.muted').getByRole('button', { name: 'Mute' }).click();
  await expect(map.locator('.topic.muted')).toHaveCount(0);
  await first.locator('summary', { hasText: 'Its words' }).click();
  await first.getByRole('slider').first().fill('0.5');
  await expect(first.getByRole('slider').first()).toHaveAttribute('aria-valuetext', '0.5 times as strong');
});

test('the map is moved by keys, wheel and buttons, shows titles from near, and no label covers another', async ({ page }) => {
  const map = await stage(page, MAP, { history: 40 });
  const figure = map.locator('.figure');
  await expect(map.locator('svg .name')).not.toHaveCount(0);
  expect(await overlaps(map)).toEqual([]);
  await expect(map.locator('svg .title')).toHaveCount(0);
  await figure.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  await expect(map.locator('svg .title')).not.toHaveCount(0);
  expect(await overlaps(map)).toEqual([]);
  await figure.hover();
  await page.mouse.wheel(0, -600);
  expect(await overlaps(map)).toEqual([]);
  await map.getByRole('button', { name: 'Whole map' }).click();
  await expect(map.locator('svg .title')).toHaveCount(0);
  await map.locator('.dot.history').first().hover();
  await expect(map.locator('svg .title')).toHaveCount(1);
  await map.getByRole('button', { name: 'Neighbours' }).click();
  await expect(map).toContainText('how far groups lie apart says nothing');
});

test('says what will be here, and what went wrong', async ({ page }) => {
  const map = await stage(page, MAP, { history: 0 });
  await expect(map).toContainText('No interests yet');
  await page.evaluate(() => window.fake.observe([{ kind: 'like', item: 'emma' }]));
  await expect(map.locator('.topic')).toHaveCount(1);
  const broken = await stage(page, MAP, { fail: { name: 'CatalogError', message: 'gone' } });
  await expect(broken.getByRole('alert')).toContainText('could not be worked out');
  await page.evaluate(() => (window.fake.failure = null));
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(broken.locator('.topic')).not.toHaveCount(0);
});

for (const [name, lang, colorScheme, forcedColors] of [['light', 'en', 'light', 'none'], ['dark, in Chinese', 'zh-CN', 'dark', 'none'], ['forced colours', 'en', 'light', 'active']] as const) {
  test(`accessible, and no wider than 320 px: ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, forcedColors });
    await page.setViewportSize({ width: 320, height: 800 });
    const map = await stage(page, MAP, { history: 12, lang });
    await map.locator('summary').first().click();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(await overlaps(map)).toEqual([]);
  });
}
