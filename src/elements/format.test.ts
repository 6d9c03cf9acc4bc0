import { describe, expect, it } from 'vitest';
import { Format } from './format.ts';
import { dayFilter, historyDays } from './history-days.ts';
import { safeImage, safeUrl } from './safe-url.ts';
import { timeline } from './timeline.ts';
import { DownloadRate } from './download-rate.ts';

const en = Format.of('en');
const zh = Format.of('zh-Hans');
const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('Format', () => {
  it.each([
    [0, '0 bytes', '0字节'],
    [650, '650 bytes', '650字节'],
    [22_972_370, '23 MB', '23 MB'],
    [711_661, '712 kB', '712 kB'],
    [1_500_000_000, '1.5 GB', '1.5 GB'],
  ])('writes %d bytes', (size, english, chinese) => {
    expect(en.bytes(size)).toBe(english);
    expect(zh.bytes(size)).toBe(chinese);
  });

  it.each([
    ['1871', '1871', '1871'],
    ['1871-12-01', '1871', '1871'],
    ['-000379', '380 BC', '公元前380年'],
    ['0800', '800', '800'],
    ['about 1500', '', ''],
    [undefined, '', ''],
  ])('reads the year of %s', (published, english, chinese) => {
    expect(en.year(published)).toBe(english);
    expect(zh.year(published)).toBe(chinese);
  });

  it('writes ages, shares, prices and lists', () => {
    expect(en.ago(new Date(NOW - 3 * 86_400_000).toISOString(), NOW)).toBe('3 days ago');
    expect(en.ago(new Date(NOW - 20_000).toISOString(), NOW)).toBe('now');
    expect(zh.ago(new Date(NOW - 3_600_000).toISOString(), NOW)).toBe('1小时前');
    expect([en.percent(0.42), en.percent(0.004), en.percent(0), en.percent(-0.5)]).toEqual(['42%', '0.4%', '0%', '−50%']);
    expect(en.price({ amount: 9.5, currency: 'EUR' })).toBe('€9.50');
    expect(en.price({ amount: 9, currency: 'EUR' })).toBe('€9');
    expect(en.list(['A', 'B', 'C'])).toBe('A, B, and C');
    expect(zh.list(['甲', '乙'])).toBe('甲和乙');
    expect([en.milliseconds(3.42), en.milliseconds(120.4), en.remaining(95_000), en.remaining(10)]).toEqual(['3.4 ms', '120 ms', '2 min', '1 sec']);
  });
});

describe('historyDays', () => {
  const at = (time: Date): { id: string; kind: 'open'; at: string; item: string } => ({ id: time.toISOString(), kind: 'open', at: time.toISOString(), item: 'x' });

  it('groups by the reader’s own days', () => {
    const days = historyDays([at(new Date(2026, 2, 2, 0, 1)), at(new Date(2026, 2, 1, 23, 59)), at(new Date(2026, 2, 1, 0, 0))]);
    expect(days.map(({ events }) => events.length)).toEqual([1, 2]);
  });

  it('a day’s filter holds its first moment and not the next day’s', () => {
    const start = new Date(2026, 2, 29).getTime();
    const { since, until } = dayFilter(start);
    expect(since).toBe(new Date(start).toISOString());
    expect(until).toBe(new Date(2026, 2, 30).toISOString());
  });
});

describe('safeUrl', () => {
  it.each([
    ['https://example.org/x', true],
    ['/work/1', true],
    ['#/work/1', true],
    ['javascript:alert(1)', false],
    [' JavaScript:alert(1)', false],
    ['data:text/html,x', false],
    ['http://[', false],
    [undefined, false],
  ])('%s may be followed: %s', (url, allowed) => {
    expect(safeUrl(url, 'https://shop.example/page') !== null).toBe(allowed);
  });

  it('an image may be inline', () => {
    expect(safeImage('data:image/png;base64,AA', 'https://shop.example/')).toBe('data:image/png;base64,AA');
    expect(safeImage('javascript:0', 'https://shop.example/')).toBeNull();
  });
});

describe('timeline', () => {
  it('puts the steps one after another and names what is left', () => {
    const { steps, totalMs } = timeline({ score: 3, diversify: 1, total: 5 });
    expect(totalMs).toBe(5);
    expect(steps.map(({ name, ms, from }) => [name, ms, from])).toEqual([['score', 3, 0], ['diversify', 1, 0.6], ['other', 1, 0.8]]);
  });

  it('takes no timings, none that are not numbers, and a total below the sum', () => {
    expect(timeline({})).toEqual({ steps: [], totalMs: 0 });
    expect(timeline({ total: 2 })).toEqual({ steps: [], totalMs: 2 });
    expect(timeline({ score: Number.NaN }).steps).toEqual([]);
    expect(timeline({ score: 4, total: 3 })).toMatchObject({ totalMs: 4, steps: [{ name: 'score', share: 1 }] });
  });
});

describe('DownloadRate', () => {
  it('knows rate and time left, and starts over when a download does', () => {
    const rate = new DownloadRate();
    expect(rate.remainingMs(10)).toBeNull();
    rate.add(0, 0);
    rate.add(1000, 2_000_000);
    expect(rate.bytesPerSecond).toBe(2_000_000);
    expect(rate.remainingMs(6_000_000)).toBe(2000);
    rate.add(1500, 0);
    expect(rate.bytesPerSecond).toBe(0);
  });
});
