import { expect, it } from 'vitest';
import { isCostlyConnection } from './costly-connection.ts';

it.each([
  [undefined, false],
  [{}, false],
  [{ saveData: false, type: 'wifi', effectiveType: '4g' }, false],
  [{ saveData: true }, true],
  [{ type: 'cellular', effectiveType: '4g' }, true],
  [{ effectiveType: '2g' }, true],
  [{ effectiveType: 'slow-2g' }, true],
])('%j is costly: %j', (connection, costly) => {
  expect(isCostlyConnection(connection)).toBe(costly);
});
