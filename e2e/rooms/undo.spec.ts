import { expect, type Page, test } from '@playwright/test';
import { stage } from './elements-stage.ts';
import { stageOnEngine } from './engine-stage.ts';

const LIST = 'attune-recommendations';
const PANEL = 'attune-privacy-panel';
const MAP = 'attune-interest-map';

const SEA = ['moby-dick', 'treasure-island', 'heart-of-darkness', 'robinson-crusoe'];
const MARRIAGE = ['emma', 'persuasion', 'sense-and-sensibility', 'pride-and-prejudice'];

/** Reads, chooses from lists, last of all another Austen, which it opens; mutes Austen's topic and turns its first word down. Gives the id of the topic. */
async function live(page: Page): Promise<string> {
  return page.evaluate(async (works) => {
    const from = Date.now() - works.length * 3_600_000;
    await window.attune.observe(works.map((item, n) => ({ kind: 'like', item, at: new Date(from + n * 3_600_000).toISOString() })));
    for (let n = 0; n < 6; n++) {
      const { listId, recommendations } = await window.attune.recommend({ diversity: 0 });
      const shown = recommendations.map(({ id }) => id);
      const austen = n < 5 ? undefined : recommendations.find(({ item }, place) => place > 0 && item.author === 'Jane Austen');
      await window.attune.feedback([{ listId, shown, selected: austen?.id ?? shown[5] }]);
      if (austen) await window.attune.observe([{ kind: 'open', item: austen.id }]);
    }
    const topic = (await window.attune.interests()).topics.find(({ events, items }) => events.length >= 5 && items.some(({ id }) => works.slice(4).includes(id)))!;
    await window.attune.adjust({ topic: topic.id, mute: true });
    await window.attune.adjust({ keyword: topic.keywords[0].word, degree: 0.5 });
    return topic.id;
  }, [...SEA, ...MARRIAGE]);
}

/** What is known, what was learned, and what both make of the list. */
const known = (page: Page) =>
  page.evaluate(async () => {
    const { events, preferences, adjustments } = await window.attune.memory();
    const { topics } = await window.attune.interests({ candidates: 0 });
    const { recommendations } = await window.attune.recommend({ diversity: 0 });
    return { events, preferences, adjustments, learning: await window.attune.learning(), degrees: topics.map(({ id, degree, keywords }) => [id, degree, keywords]), list: recommendations.map(({ id }) => id) };
  });

type Known = Awaited<ReturnType<typeof known>>;

function expectTaught({ learning, adjustments }: Known): void {
  expect(learning.heads.some(({ weight, packWeight }) => Math.abs(weight - packWeight) > 0.02 * packWeight)).toBe(true);
  expect(Object.values(adjustments.items)).toContain(0);
  expect(Object.values(adjustments.keywords)).toEqual([0.5]);
}

test('the panel brings back what a deletion took along: learned weights, the muted topic, the word, the list', async ({ page }) => {
  await stageOnEngine(page, { [PANEL]: {} });
  await live(page);
  const panel = page.locator(PANEL);
  await expect(panel.locator('.event')).toHaveCount(9);
  const before = await known(page);
  expectTaught(before);

  // One event: the newest, whose item was chosen from a list.
  await panel.locator('.event').first().getByRole('button').click();
  await expect(panel.locator('.event')).toHaveCount(8);
  expect((await known(page)).learning.preferences).toBeLessThan(before.learning.preferences);
  await panel.locator('.undo').click();
  await expect(panel.locator('.event')).toHaveCount(9);
  await expect(panel.locator('.undo')).toHaveCount(0);
  expect(await known(page)).toEqual(before);

  // All of them, while recording is paused.
  await panel.getByRole('switch', { name: 'Remember what I do' }).click();
  await panel.getByRole('button', { name: 'Delete all' }).click();
  await panel.locator('.danger').click();
  await expect(panel).toContainText('Nothing is known about you');
  expect(await page.evaluate(() => window.attune.memory())).toEqual({ format: 1, events: [], order: [], preferences: [], adjustments: { items: {}, sources: {}, keywords: {} } });
  await panel.locator('.undo').click();
  await expect(panel.locator('.event')).toHaveCount(9);
  await expect(panel.locator('.all')).toBeFocused();
  await expect(panel.locator('.learned')).toContainText(`From ${before.learning.preferences} comparisons`);
  expect(await known(page)).toEqual(before);
  await expect(panel.getByRole('switch', { name: 'Remember what I do' })).toHaveAttribute('aria-checked', 'false');

  await panel.getByRole('button', { name: 'Forget what was learned' }).click();
  await expect(panel.locator('.learned')).toContainText('Nothing yet.');
  await panel.locator('.undo').click();
  await expect(panel.locator('.learned')).toContainText(`From ${before.learning.preferences} comparisons`);
  expect(await known(page)).toEqual(before);
});

test('the map brings a muted topic back as it was, with its word and what was learned of its works', async ({ page }) => {
  await stageOnEngine(page, { [MAP]: {} });
  const id = await live(page);
  const map = page.locator(MAP);
  const topic = map.locator(`.topic[data-topic="${id}"]`);
  await expect(topic).toHaveClass(/muted/);
  const before = await known(page);
  expectTaught(before);
  await topic.getByRole('button', { name: /^Delete/ }).click();
  await expect(topic).toHaveCount(0);
  const without = await known(page);
  expect(without.adjustments).toEqual({ items: {}, sources: {}, keywords: {} });
  expect(without.learning.preferences).toBeLessThan(before.learning.preferences);
  await map.locator('.undo').press('Enter');
  await expect(topic).toHaveClass(/muted/);
  await expect(topic.locator('.pick')).toBeFocused();
  expect(await known(page)).toEqual(before);
});

test('a card that was dismissed by mistake: undo takes back what that taught, and nothing else', async ({ page }) => {
  await stageOnEngine(page, { [LIST]: { layout: 'grid', limit: '8' } });
  await live(page);
  const list = page.locator(LIST);
  await expect(list.locator('li.card[data-id]')).toHaveCount(8);
  // The first card was passed over: that taught something of it, before.
  const dismissed = (await list.locator('li.card').first().getAttribute('data-id'))!;
  await page.evaluate(async (id) => {
    const { listId, recommendations } = await window.attune.recommend();
    const shown = recommendations.map((each) => each.id);
    await window.attune.feedback([{ listId, shown: [id, ...shown.filter((each) => each !== id)], selected: shown.find((each) => each !== id)! }]);
  }, dismissed);
  const before = await known(page);
  expect(before.preferences.some(({ worse }) => worse === dismissed)).toBe(true);
  await list.locator('li.card').first().hover();
  await list.locator("[data-control='dismiss']").first().click();
  await expect.poll(async () => (await page.evaluate(() => window.attune.learning())).preferences).toBeGreaterThan(before.preferences.length);
  await list.locator("[data-control='undo']").click();
  await expect(list.locator("[data-control='undo']")).toHaveCount(0);
  expect(await known(page)).toEqual(before);
});

test('an undo that fails says so and is still offered; an element that leaves keeps nothing', async ({ page }) => {
  const panel = await stage(page, PANEL, { history: 4 });
  await page.evaluate(() => {
    const { restore } = window.fake;
    window.fake.restore = async () => {
      window.fake.restore = restore;
      throw new Error('no room');
    };
  });
  await panel.locator('.event').first().getByRole('button').click();
  await expect(panel.locator('.event')).toHaveCount(3);
  await panel.locator('.undo').click();
  await expect(panel.getByRole('status')).toContainText('Nothing was changed');
  await panel.locator('.undo').click();
  await expect(panel.locator('.event')).toHaveCount(4);
  await expect(panel.getByRole('status')).toHaveText('');

  await panel.locator('.event').first().getByRole('button').click();
  await expect(panel.locator('.undo')).toHaveCount(1);
  await panel.evaluate((element) => {
    const { parentElement } = element;
    element.remove();
    parentElement!.prepend(element);
  });
  await expect(panel.locator('.event')).toHaveCount(3);
  await expect(panel.locator('.undo')).toHaveCount(0);
});
