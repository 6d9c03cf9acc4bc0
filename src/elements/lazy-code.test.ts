import { expect, it } from 'vitest';
import { LazyCode } from './lazy-code.ts';

it('draws again once the code is there, and tries again where it could not be had', async () => {
  let tries = 0;
  const code = new LazyCode(async () => {
    if (++tries === 1) throw new Error('offline');
    return { draw: () => 'drawn' };
  });
  let updates = 0;
  const host = { requestUpdate: () => updates++ } as never;
  expect(code.of(host)).toBeNull();
  await expect.poll(() => tries).toBe(1);
  expect(code.of(host)).toBeNull();
  await expect.poll(() => updates).toBe(1);
  expect(code.of(host)?.draw()).toBe('drawn');
  await code.fetch();
  expect(tries).toBe(2);
});
