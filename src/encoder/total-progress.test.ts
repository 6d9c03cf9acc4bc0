import { describe, expect, it } from 'vitest';
import type { Progress } from '../domain/status.ts';
import { TotalProgress } from './total-progress.ts';

function listen(...files: string[]): { progress: TotalProgress; heard: Progress[] } {
  const heard: Progress[] = [];
  return { progress: new TotalProgress(files, (report) => heard.push(report)), heard };
}

describe('TotalProgress', () => {
  it('is silent until every size is known, so that the total stands still', () => {
    const { progress, heard } = listen('a', 'b');
    progress.set('a', 50, 100);
    expect(heard).toEqual([]);
    progress.set('b', 0, 300);
    expect(heard).toEqual([{ done: 50, total: 400, unit: 'bytes', files: [{ file: 'a', done: 50, total: 100 }, { file: 'b', done: 0, total: 300 }] }]);
  });

  it('never falls, also when a file starts over', () => {
    const { progress, heard } = listen('a');
    for (const done of [0, 60, 0, 30, 80, 100]) progress.set('a', done, 100);
    expect(heard.map(({ done }) => done)).toEqual([0, 60, 80, 100]);
  });

  it('counts a file without a size as what has come', () => {
    const { progress, heard } = listen('a');
    for (const done of [0, 10, 25]) progress.set('a', done, null);
    expect(heard.at(-1)).toMatchObject({ done: 25, total: 25 });
  });

  it('says the end once, and no more than some hundred steps before', () => {
    const { progress, heard } = listen('a');
    for (let done = 0; done <= 10_000; done++) progress.set('a', done, 10_000);
    progress.set('a', 10_000, 10_000);
    expect(heard.length).toBeLessThanOrEqual(202);
    expect(heard.filter(({ done, total }) => done === total)).toHaveLength(1);
  });
});
