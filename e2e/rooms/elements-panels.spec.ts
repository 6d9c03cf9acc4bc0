import { expect, test } from '@playwright/test';
import type { Problem } from '../../src/domain/status.ts';
import { expectAccessible, expectNoSideways, stage } from './elements-stage.ts';

const PRIVACY = 'attune-privacy-panel';
const STATUS = 'attune-status-panel';

test.describe('what is known about me', () => {
  // Late in the day, so that the last hours are today's wherever and whenever the test runs.
  test.beforeEach(({ page }) => page.clock.setFixedTime(new Date(2026, 2, 10, 18)));

  test('lists every event newest first, with what, when and which', async ({ page }) => {
    const panel = await stage(page, PRIVACY, { history: 18 });
    await expect(panel.locator('.event')).toHaveCount(18);
    await expect(panel).toContainText('18 events');
    const times = await panel.locator('.event time').evaluateAll((all) => all.map((time) => (time as HTMLTimeElement).dateTime));
    expect(times).toEqual(times.toSorted().toReversed());
    await expect(panel.locator('.event').first()).toContainText(/Opened|Saved|Liked|Looked at/);
    await expect(panel.locator('.event').first()).toContainText('2 hours ago');
    await expect(panel.locator('.day').first()).toContainText(/today/i);
    await expect(panel.locator('.day').nth(1)).toContainText(/yesterday/i);
  });

  test('deletes one, and undo brings the very event back', async ({ page }) => {
    const panel = await stage(page, PRIVACY, { history: 5 });
    const before = await page.evaluate(() => window.fake.history());
    await panel.locator('.event').nth(2).getByRole('button').click();
    await expect(panel.locator('.event')).toHaveCount(4);
    await expect(panel.locator('.undo')).toBeFocused();
    expect((await page.evaluate(() => window.fake.history())).map(({ id }) => id)).not.toContain(before[2].id);
    await panel.locator('.undo').click();
    await expect(panel.locator('.event')).toHaveCount(5);
    expect(await page.evaluate(() => window.fake.history())).toEqual(before);
  });

  test('deletes a day and leaves the others', async ({ page }) => {
    const panel = await stage(page, PRIVACY, { history: 30 });
    await expect(panel.locator('.day').nth(1)).toBeVisible();
    const second = panel.locator('.day').nth(1);
    const gone = await second.locator('.event').count();
    await second.getByRole('button', { name: /^Delete day:/ }).click();
    await expect(panel.getByRole('status')).toContainText(`Deleted: ${gone} events`);
    expect(await page.evaluate(async () => (await window.fake.history()).length)).toBe(30 - gone);
  });

  test('a long day and its button take one line each on a phone', async ({ page }) => {
    await page.clock.setFixedTime(new Date(2026, 10, 25, 18));
    await page.setViewportSize({ width: 360, height: 800 });
    const panel = await stage(page, PRIVACY, { history: 50 });
    await expect(panel.locator('.day').last()).toContainText('Saturday, November 21');
    const lines = await panel.locator('.day .row > *').evaluateAll((all) => all.map((each) => {
      const range = document.createRange();
      range.selectNodeContents(each);
      return new Set([...range.getClientRects()].map(({ y }) => Math.round(y))).size;
    }));
    expect(lines.filter((count) => count > 1)).toEqual([]);
  });

  test('deletes all only after asking in place', async ({ page }) => {
    const panel = await stage(page, PRIVACY, { history: 12 });
    await panel.getByRole('button', { name: 'Delete all' }).click();
    await expect(panel).toContainText('Delete 12 events?');
    await expect(panel.getByRole('button', { name: 'Keep' })).toBeFocused();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(async () => (await window.fake.history()).length)).toBe(12);
    await panel.getByRole('button', { name: 'Delete all' }).click();
    await panel.locator('.danger').click();
    await expect(panel).toContainText('Nothing is known about you');
    expect(await page.evaluate(async () => (await window.fake.history()).length)).toBe(0);
    await panel.locator('.undo').click();
    await expect(panel.locator('.event')).toHaveCount(12);
  });

  test('a paused recorder is told as such, and undo works meanwhile', async ({ page }) => {
    const panel = await stage(page, PRIVACY, { history: 3 });
    const record = panel.getByRole('switch', { name: 'Remember what I do' });
    await expect(record).toHaveAttribute('aria-checked', 'true');
    await record.click();
    await expect(record).toHaveAttribute('aria-checked', 'false');
    await expect(panel).toContainText('Nothing new is being remembered');
    await panel.locator('.event').first().getByRole('button').click();
    await panel.locator('.undo').click();
    await expect(panel.locator('.event')).toHaveCount(3);
    await expect(record).toHaveAttribute('aria-checked', 'false');
  });

  test('5,000 events open at once and are paged', async ({ page }) => {
    const panel = await stage(page, PRIVACY, { history: 5000 });
    await expect(panel).toContainText('5,000 events');
    await expect(panel.locator('.event')).toHaveCount(50);
    await panel.getByRole('button', { name: 'Show 50 more' }).click();
    await expect(panel.locator('.event')).toHaveCount(100);
  });

  test('says why it is only memory', async ({ page }) => {
    const panel = await stage(page, PRIVACY, { fake: { status: { store: { kind: 'memory', reason: 'refused', events: 0, paused: false } } } });
    await expect(panel).toContainText('Kept in memory until this page closes. The browser refused to open its storage');
  });
});

test('panels whose recommender does not answer say so, and history can be read again', async ({ page }) => {
  const privacy = await stage(page, PRIVACY, { fail: { name: 'StoreError', message: 'no' } });
  await expect(privacy.getByRole('alert')).toContainText('could not be read');
  await expectAccessible(page);
  await page.evaluate(() => (window.fake.failure = null));
  await privacy.getByRole('button', { name: 'Try again' }).click();
  await expect(privacy.locator('.event')).toHaveCount(8);
  await page.evaluate(() => {
    const silent = new window.FakeRecommender();
    silent.status = async () => {
      throw new Error('closed');
    };
    const panel = document.createElement('attune-status-panel');
    panel.recommender = silent;
    document.querySelector('#stage')!.append(panel);
  });
  await expect(page.locator(STATUS).getByRole('alert')).toContainText('does not answer');
});

test('a trouble of the store or the catalog is told once, and an empty heading leaves it to the page', async ({ page }) => {
  const problems: Problem[] = [{ room: 'store', code: 'quota', detail: 'full' }, { room: 'catalog', code: 'corrupt', detail: 'vectors' }, { room: 'catalog', code: 'corrupt', detail: 'again' }, { room: 'kernels', code: 'lost', detail: '' }];
  const privacy = await stage(page, PRIVACY, { fake: { status: { problems } }, attributes: { heading: '' } });
  await expect(privacy.getByRole('alert')).toHaveCount(2);
  await expect(privacy.getByRole('alert').first()).toContainText('storage for this site is full');
  await expect(privacy.getByRole('alert').last()).toContainText('arrived damaged');
  await expect(privacy.getByRole('heading')).toHaveCount(0);
  await expect(privacy.getByRole('region', { name: 'What is known about me' })).toBeVisible();
  const panel = await stage(page, STATUS, { fake: { status: { problems } }, attributes: { heading: '' } });
  await expect(panel.getByRole('alert')).toHaveCount(3);
  await expect(panel.getByRole('heading')).toHaveCount(0);
  await expect(panel.getByRole('region', { name: 'What runs here' })).toBeVisible();
  await expectAccessible(page);
});

test('a deletion that fails changes nothing and says so', async ({ page }) => {
  const panel = await stage(page, PRIVACY, { history: 4 });
  await page.evaluate(() => {
    window.fake.forget = async () => {
      throw new Error('no');
    };
  });
  await panel.locator('.event').first().getByRole('button').click();
  await expect(panel.getByRole('status')).toContainText('Nothing was changed');
  await expect(panel.locator('.event')).toHaveCount(4);
});

test.describe('what runs here', () => {
  test('names kernels, reason and steps, and the choice is handed on', async ({ page }) => {
    const panel = await stage(page, STATUS);
    await expect(panel).toContainText('Graphics processor · Apple M2');
    await expect(panel).toContainText('A list of this catalog takes about 2.4 ms on the graphics processor and 31 ms on the processor.');
    await expect(panel.locator('.step')).toHaveCount(4);
    await expect(panel.locator('.total')).toHaveText('4.6 ms');
    const kernels = panel.getByRole('group', { name: 'What does the ranking' });
    await expect(kernels.getByRole('radio')).toHaveCount(4);
    await panel.getByRole('radio', { name: 'Processor', exact: true }).click();
    await expect(panel.locator('.fact').first()).toHaveText('Processor');
    await expect(panel).toContainText('You chose it.');
    await expect(panel.getByRole('radio', { name: 'Processor', exact: true })).toBeChecked();
  });

  test('offers a choice of how to read a catalog only where it is large, and says what was found', async ({ page }) => {
    const panel = await stage(page, STATUS);
    const choice = panel.getByRole('group', { name: 'How the catalog is read' });
    await expect(panel.locator('.total')).toBeVisible();
    await expect(choice).toHaveCount(0);
    await page.evaluate(async () => {
      const { catalog } = await window.fake.status();
      window.fake.setStatus({ catalog: { ...catalog!, items: 1_000_000 } });
    });
    await expect(choice.getByRole('radio')).toHaveCount(3);
    await expect(panel).toContainText('The last list compared every item with the whole history.');
    await choice.getByRole('radio', { name: 'In two stages' }).click();
    await expect(panel).toContainText('A summary of the history chose 4,000 of 1,000,000 items, and the last list compared these with all of it. Of the 100 best, 99% are among them, measured here on 20,096 items.');
    await expect(choice.getByRole('radio', { name: 'In two stages' })).toBeChecked();
    await expectAccessible(page);
    await choice.getByRole('radio', { name: 'Exact' }).click();
    await expect(panel).toContainText('The last list compared every item with the whole history.');
  });

  test('a change of kernels that takes its time says so, and one that fails gives the choice back', async ({ page }) => {
    const panel = await stage(page, STATUS);
    const choices = panel.getByRole('group', { name: 'What does the ranking' });
    const plain = panel.getByRole('radio', { name: 'Processor', exact: true });
    await expect(choices).toHaveAttribute('aria-busy', 'false');
    await page.evaluate(() => {
      window.fake.useKernels = () => new Promise((_, reject) => Object.assign(window, { refuse: () => reject(new Error('no')) }));
    });
    await plain.click();
    await expect(choices).toHaveAttribute('aria-busy', 'true');
    await expect(panel).toContainText('Being changed…');
    await expect(plain).toBeChecked();
    await page.evaluate(() => (window as unknown as { refuse(): void }).refuse());
    await expect(choices).toHaveAttribute('aria-busy', 'false');
    await expect(panel).not.toContainText('Being changed…');
    await expect(panel.getByRole('radio', { name: 'Automatic' })).toBeChecked();
  });

  test('loads the encoder with amount, rate and files, and cancels', async ({ page }) => {
    const panel = await stage(page, STATUS, { fake: { delayMs: 60 } });
    await expect(panel).toContainText('It is fetched once from this site and then kept');
    await expect(panel).toContainText('Nothing about you is sent');
    await panel.getByRole('button', { name: 'Load the encoder' }).click();
    await expect(panel).toContainText('It is 23.7 MB, fetched once');
    const bar = panel.getByRole('progressbar');
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(20);
    await expect(panel.locator('.files li')).toHaveCount(3);
    await expect(panel.locator('.download')).toContainText(/MB \/ 23\.7 MB · .+ a second, \d+ sec left/);
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await expect(panel).toContainText('The download was cancelled');
    await panel.getByRole('button', { name: 'Load it again' }).click();
    await expect(panel).toContainText('Ready, on WebAssembly, one text at a time');
  });

  test('another encoder can be chosen, and says where it comes from and what it does not know', async ({ page }) => {
    const panel = await stage(page, STATUS, { fake: { delayMs: 20 } });
    const tiers = panel.getByRole('group', { name: 'What reads your texts' });
    await expect(tiers.getByRole('radio', { name: 'Small' })).toBeChecked();
    await tiers.getByRole('radio', { name: 'None' }).click();
    await expect(panel).toContainText('nothing reads your searches and comments');
    await expect(panel.getByRole('button', { name: 'Load the encoder' })).toHaveCount(0);
    await tiers.getByRole('radio', { name: 'Full' }).click();
    await expect(panel).toContainText('Xenova/all-MiniLM-L6-v2');
    await expect(panel).toContainText('from this site, or from huggingface.co');
    await expect(panel).toContainText('Ready, on WebAssembly');
    await page.evaluate(() => window.fake.setStatus({ encoder: { state: 'ready', tier: 'other', model: 'me/mine', waiting: 0, languages: ['en'], unread: [{ language: 'de', texts: 2 }, { language: 'und-Cyrl', texts: 1 }] } }));
    await expect(panel).toContainText('It does not know the language of 3 texts of your history (German and Cyrillic)');
    await expect(tiers.getByRole('radio', { name: 'me/mine' })).toBeChecked();
    await tiers.getByRole('radio', { name: 'Small' }).click();
    await expect(tiers.getByRole('radio', { name: 'me/mine' })).toBeVisible();
    await expectAccessible(page);
  });

  test('a failed encoder and a full storage each say what still works or what to do', async ({ page }) => {
    const panel = await stage(page, STATUS);
    await page.evaluate(() => window.fake.setStatus({
      encoder: { state: 'failed', tier: 'other', model: 'x/y', waiting: 2, problem: { room: 'encoder', code: 'offline', detail: '' } },
      problems: [{ room: 'store', code: 'quota', detail: 'QuotaExceededError: 50 MB' }],
    }));
    await expect(panel).toContainText('there is no connection. Lists from the catalog’s own vectors still work');
    await expect(panel).toContainText('2 texts wait for it');
    await expect(panel.getByRole('alert')).toContainText('storage for this site is full');
    await panel.locator('summary').click();
    await expect(panel.getByRole('alert')).toContainText('store/quota: QuotaExceededError: 50 MB');
    await expectAccessible(page);
  });
});

for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
  test(`panels are accessible, and no wider than 320 px: ${Object.values(media)[0]}`, async ({ page }) => {
    await page.emulateMedia(media);
    for (const lang of ['en', 'zh-CN']) {
      for (const width of [1120, 320]) {
        await page.setViewportSize({ width, height: 900 });
        const privacy = await stage(page, PRIVACY, { lang, history: 9 });
        await privacy.locator('.event').first().getByRole('button').click();
        await privacy.locator('.all').click();
        await expect(privacy.locator('.keep')).toBeVisible();
        await expectNoSideways(page);
        await expectAccessible(page);
        await stage(page, PRIVACY, { lang, history: 0 });
        await expectAccessible(page);
        const status = await stage(page, STATUS, { lang, fake: { delayMs: 100 } });
        await status.locator("[data-control='load']").click();
        await expect(status.locator('.files')).toBeVisible();
        await expectNoSideways(page);
        await expectAccessible(page);
      }
    }
  });
}
