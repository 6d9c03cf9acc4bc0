import { describe, expect, it } from 'vitest';
import { completeDerivationQuery } from './complete-derivation.ts';
import type { AttentionSettings, DerivationQuery } from './derivation.ts';

const product: AttentionSettings = { sigma: 'softmax', temperature: 0.1, decay: 0.3, ageDecay: 0.008, readout: 'lse' };

describe('completeDerivationQuery', () => {
  it('is the product’s where nothing is said, and gives each σ a readout of its own', () => {
    expect(completeDerivationQuery({}, product)).toEqual({ settings: product, events: null });
    expect(completeDerivationQuery({ sigma: 'relu', decay: 0 }, product).settings).toEqual({ sigma: 'relu', temperature: 0.1, decay: 0, ageDecay: 0.008, readout: 'sum' });
    expect(completeDerivationQuery({ readout: 'mean' }, product).settings.readout).toBe('mean');
  });

  it.each<[unknown, string, string]>([
    [null, 'TypeError', 'expected an object, got null'],
    [{ tau: 1 }, 'TypeError', 'expected sigma, temperature, decay, ageDecay, readout, events, got tau'],
    [{ sigma: 'tanh' }, 'TypeError', 'expected sigma to be one of softmax, sigmoid, relu, got "tanh"'],
    [{ temperature: '1' }, 'TypeError', 'expected temperature to be a number, got "1"'],
    [{ temperature: 0 }, 'RangeError', 'expected temperature from 0.01 to 100, got 0'],
    [{ temperature: NaN }, 'RangeError', 'expected temperature from 0.01 to 100, got NaN'],
    [{ decay: -1 }, 'RangeError', 'expected decay to be a finite number of at least 0, got -1'],
    [{ ageDecay: Infinity }, 'RangeError', 'expected ageDecay to be a finite number of at least 0, got Infinity'],
    [{ sigma: 'sigmoid', readout: 'lse' }, 'RangeError', 'expected readout sum of sigmoid, got "lse"'],
    [{ readout: 'sum' }, 'RangeError', 'expected readout lse or mean of softmax, got "sum"'],
    [{ events: {} }, 'TypeError', 'expected events to be a list, got {}'],
  ])('refuses %j', (query, name, message) => {
    expect(() => completeDerivationQuery(query as DerivationQuery, product)).toThrow(expect.objectContaining({ name, message: `derivation: ${message}` }));
  });
});
