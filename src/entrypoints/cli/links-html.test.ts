import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { linksHtml } from './links-html.ts';

const HOSTILE = '"><script>alert(1)</script>&amp; ’ \' 茶';

describe('links for a page without scripts', () => {
  it('say and lead to what the items do, whatever that is', () => {
    const { document } = parseHTML(`<body>${linksHtml([
      { title: HOSTILE, url: `https://shop.example/?q=${HOSTILE}` },
      { title: 'Tea', url: '/tea?a=1&b=2' },
      { title: 'No address' },
      { title: 'Script', url: ' java\nscript:alert(1)' },
      { title: 'Data', url: 'data:text/html,x' },
    ])}</body>`);
    expect([...document.querySelectorAll('li')].map((line) => [line.textContent, line.querySelector('a')?.getAttribute('href') ?? null])).toEqual([
      [HOSTILE, `https://shop.example/?q=${HOSTILE}`], ['Tea', '/tea?a=1&b=2'], ['No address', null], ['Script', null], ['Data', null],
    ]);
    expect(document.querySelectorAll('script')).toHaveLength(0);
  });

  it('are an empty list where there are none', () => {
    expect(linksHtml([])).toBe('<ul>\n</ul>');
  });
});
