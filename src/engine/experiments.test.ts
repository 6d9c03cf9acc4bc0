import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog } from './testing/engine-parts.ts';

const engines: Engine[] = [];
const open = (name: string): Engine => {
  const engine = new Engine(engineParts({ openCatalog: async () => topicCatalog(), openStore: () => openStore({ name }) }));
  engines.push(engine);
  return engine;
};
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

describe('an experiment', () => {
  it('is drawn once: asked twice at once, with another share, in another session', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.4).mockReturnValue(0.6);
    const engine = open('draws');
    expect(await Promise.all([engine.experiment('shelf', 0.5), engine.experiment('shelf', 0.5)])).toEqual(['treatment', 'treatment']);
    expect(await engine.experiment('shelf', 0.1)).toBe('treatment');
    expect(await engine.experiment('page', 0.5)).toBe('control');
    await engine.close();
    const again = open('draws');
    expect([await again.experiment('shelf', 0.5), await again.experiment('page', 0.5)]).toEqual(['treatment', 'control']);
  });

  it('has the share of treatments that is asked for', async () => {
    const engine = open('shares');
    const drawn: string[] = [];
    for (let n = 0; n < 400; n++) drawn.push(await engine.experiment(`e${n}`, 0.2));
    const treated = drawn.filter((variant) => variant === 'treatment').length;
    // Five standard deviations of a draw of 400.
    expect(Math.abs(treated - 80)).toBeLessThan(40);
    expect([await engine.experiment('none', 0), await engine.experiment('all', 1)]).toEqual(['control', 'treatment']);
  });

  it('is reported from the history, and forgotten with it', async () => {
    const engine = open('reports');
    await engine.experiment('shelf', 1);
    await engine.observe([{ kind: 'open', item: 'i1', list: 'related' }]);
    await engine.observe([{ kind: 'buy', item: 'i1' }, { kind: 'buy', item: 'i2' }]);
    expect(await engine.experiments()).toMatchObject([{ name: 'shelf', variant: 'treatment', selected: 1, buys: 2, attributedBuys: 1 }]);
    await engine.forget({ items: ['i2'] });
    expect(await engine.experiments()).toMatchObject([{ name: 'shelf', buys: 1 }]);
    await engine.forget({});
    expect(await engine.experiments()).toEqual([]);
  });

  it('without a name or a share is refused', async () => {
    const engine = open('refused');
    await expect(engine.experiment('', 0.5)).rejects.toThrow(new TypeError('experiment: expected a name, got ""'));
    await expect(engine.experiment('shelf', 50)).rejects.toThrow(new RangeError('experiment: expected a share from 0 to 1, got 50'));
    await expect(engine.observe([{ kind: 'open', item: 'i1', list: 'best' as never }])).rejects.toThrow('expected list to be one of for-you');
  });
});
