import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

describe('plainText', () => {
  it.each([
    ['<p>One</p><p>two <b>three</b></p>four', 'One two three four'],
    ['H<sub>2</sub>O&nbsp;&amp; caf&eacute; &#128187;', 'H2O & café 💻'],
    ['a<script>alert("<p>no</p>")</script><style>p{}</style>b', 'ab'],
    ['5 < 6 and 7 > 2', '5 < 6 and 7 > 2'],
    ['one<br>two<!-- no -->\n\t three', 'one two three'],
    ['<a title="a > b" href=x>link</a>', 'link'],
    ['soft\u00ADhyphen zero\u200Bwidth', 'softhyphen zerowidth'],
    ['cut <b>off <i', 'cut off'],
  ])('%j', (html, text) => expect(plainText(html)).toEqual({ text, cut: false }));

  it('cuts ten million characters to twenty thousand, and never through a character', () => {
    expect(plainText('a'.repeat(10_000_000))).toEqual({ text: 'a'.repeat(20_000), cut: true });
    expect(plainText(`${'a'.repeat(19_999)}💻`)).toEqual({ text: 'a'.repeat(19_999), cut: true });
  });

  it('reads no further where elements are nested without end', () => {
    const started = performance.now();
    expect(plainText(`before${'<div>'.repeat(2_000_000)}after`)).toEqual({ text: 'before', cut: true });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
