import { expect, it } from 'vitest';
import { asksForPrivacy } from './privacy-signal.ts';

it('hears Global Privacy Control where it is on, and only then', () => {
  expect(asksForPrivacy({ globalPrivacyControl: true })).toBe(true);
  for (const navigator of [{}, { globalPrivacyControl: false }, { globalPrivacyControl: undefined }, { globalPrivacyControl: '1' }]) expect(asksForPrivacy(navigator)).toBe(false);
});
