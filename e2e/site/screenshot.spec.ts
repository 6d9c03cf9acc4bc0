import { copyFile } from 'node:fs/promises';
import { expect, type Page, test, type TestInfo } from '@playwright/test';
import { list, open, visit } from './shop-pages.ts';

test.use({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, contextOptions: { reducedMotion: 'reduce' } });

/** Takes the picture into the test's output folder, and to the file that `variable` of the environment names. */
async function picture(page: Page, testInfo: TestInfo, name: string, variable: string): Promise<void> {
  const path = testInfo.outputPath(name);
  const taken = await page.screenshot({ path, animations: 'disabled' });
  expect(taken.length).toBeLessThan(300_000);
  const wanted = process.env[variable];
  if (wanted) await copyFile(path, wanted);
}

/** Three picks in the guide, as a visitor makes them, and on to the shop. */
async function pickThree(page: Page): Promise<void> {
  await open(page, '#/', { guide: true });
  const forYou = list(page, 'for-you');
  await expect(forYou.locator('li.card[data-id]').first()).toBeVisible();
  for (const name of [/Pride and Prejudice/, /Time Machine/, /Meditations/]) {
    const pick = page.locator('shop-pick-guide').getByRole('button', { name });
    await pick.click();
    await expect(pick).toHaveAttribute('aria-pressed', 'true');
  }
  await page.getByRole('button', { name: 'On to the shop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chosen for you' })).toBeVisible();
  await page.mouse.move(0, 0);
}

/** Every picture in sight is there, not only on its way. */
async function drawn(page: Page): Promise<void> {
  for (const cover of await page.locator('main img').all()) {
    await expect.poll(() => cover.evaluate((image: HTMLImageElement) => image.getBoundingClientRect().top > innerHeight || (image.complete && image.naturalWidth > 0))).toBe(true);
  }
}

test('the home page after three picks', async ({ page }, testInfo) => {
  await pickThree(page);
  await expect(list(page, 'for-you').locator('.reason').first()).toHaveText(/Because you like /);
  await drawn(page);
  await picture(page, testInfo, 'home.png', 'ATTUNE_SCREENSHOT');
});

test('where the attention of those three picks goes', async ({ page }, testInfo) => {
  await pickThree(page);
  await visit(page, '#/attention');
  await expect(page.locator('attune-explanation .chosen .detail')).toBeVisible();
  await drawn(page);
  await picture(page, testInfo, 'why.png', 'ATTUNE_SCREENSHOT_WHY');
});
