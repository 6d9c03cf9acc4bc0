import { expect, it } from 'vitest';
import { textOfMarkup } from './text-of-markup.ts';

it.each([
  ['plain  text\n', 'plain text'],
  ['<p>H<sub>2</sub>O</p><p>a<br/>b</p>', 'H2O a b'],
  ['th&eacute; &amp; caf&#233;&nbsp;<b>fort</b>', 'thé & café fort'],
  ['&lt;p&gt;escaped&lt;/p&gt; whole', 'escaped whole'],
  ['a < b, 3 > 2 <3', 'a < b, 3 > 2 <3'],
  ['x<script>evil("</p>")</script>y<!-- z --><style>p{}', 'x y'],
  ['x'.repeat(30_000), 'x'.repeat(20_000)],
])('%j', (markup, text) => expect(textOfMarkup(markup)).toBe(text));

it('reads hostile markup in no time', () => {
  const start = performance.now();
  for (const hostile of ['<'.repeat(1e6), '<script>'.repeat(1e5), '<a '.repeat(3e5), '<!--'.repeat(2e5), '&'.repeat(1e6)]) textOfMarkup(hostile);
  expect(performance.now() - start).toBeLessThan(1_000);
});
