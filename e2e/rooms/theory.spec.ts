import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Derivation } from '../../src/domain/derivation.ts';
import type { FakeRecommender } from '../../src/elements/testing/fake-recommender.ts';

test.use({ locale: 'en-GB' });

declare global {
  interface Window {
    fake: FakeRecommender;
  }
}

async function openTheory(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('attune-shop-guide', 'seen'));
  await page.goto('e2e/rooms/shop.html#/about');
  await expect(page.getByText('691 real works')).toBeVisible();
  await page.evaluate(async () => {
    window.fake = (document.querySelector('attune-shop') as unknown as { recommender: FakeRecommender }).recommender;
    await window.fake.observe([{ kind: 'open', item: 'dracula' }, { kind: 'like', item: 'emma' }, { kind: 'dismiss', item: 'walden' }]);
  });
}

test('what could not be worked out can be tried again', async ({ page }) => {
  await openTheory(page);
  await page.evaluate(() => {
    window.fake.failure = new Error('device lost');
    location.hash = '#/theory';
  });
  await expect(page.getByRole('alert')).toContainText('could not be worked out just now');
  await page.evaluate(() => (window.fake.failure = null));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Rank' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a catalog with a W shows the cosines without it and with it', async ({ page }) => {
  await openTheory(page);
  await page.evaluate(() => {
    const derive = window.fake.derivation.bind(window.fake);
    window.fake.derivation = async (...given): Promise<Derivation> => {
      const derivation = await derive(...given);
      return { ...derivation, learnedRank: 64, events: derivation.events.map((event) => ({ ...event, ownSimilarity: event.similarity - 0.25 })) };
    };
    location.hash = '#/theory';
  });
  const learned = page.getByRole('region', { name: 'W', exact: true });
  await expect(learned).toContainText('learned one of rank 64');
  const rows = await learned.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent!.replace('−', '-'))));
  expect(rows.map(([title]) => title)).toEqual(['Dracula', 'Emma', 'Walden']);
  for (const [, without, through] of rows) expect(Number(through) - Number(without)).toBeCloseTo(0.25, 2);
});

test('a dismissal says where it speaks, and a history that begins takes the place of the samples', async ({ page }) => {
  await openTheory(page);
  await page.evaluate(() => (location.hash = '#/theory'));
  await page.getByLabel('One of your clicks').selectOption({ label: 'Dismissed Walden' });
  await expect(page.getByRole('region', { name: 'Bias' })).toContainText('You dismissed it');
  await page.evaluate(() => window.fake.forget({}));
  await expect(page.getByText('these are three samples')).toBeVisible();
  await page.evaluate(() => window.fake.observe([{ kind: 'save', item: 'moby-dick' }]));
  await expect(page.getByText('these are three samples')).toHaveCount(0);
  await expect(page.getByLabel('One of your clicks').locator('option')).toHaveText(['Saved Moby Dick']);
});
