import { array, assert, property, string, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['markup', '<p>Two <b>bold</b> words<br/>and H<sub>2</sub>O</p><ul><li>one</li><li>two</li></ul>', 'Two bold words and H2O one two'],
    ['attributes', '<a href="https://example.com/?a=1&amp;b=2" class=x>link</a>', 'link'],
    ['unread elements', 'a<script>if (1<2) go();</script><style>p{}</style><!-- no -->b', 'a b'],
    ['CDATA', '<![CDATA[<p>inside</p>]]>', 'inside'],
    ['a tag that was cut off', 'A fine lamp <a href="https://exam', 'A fine lamp'],
    ['escaped markup', '&lt;p&gt;Salt &amp;amp; pepper&lt;/p&gt;', 'Salt & pepper'],
    ['entities', 'caf&eacute; &#8211; &#x4E2D;&#25991; &copy;2020 &unknown; AT&T', 'café – 中文 2020 &unknown; AT&T'],
    ['a name without its semicolon', 'salt &amp pepper&nbspmill', 'salt & pepper&nbspmill'],
    ['comparisons', 'if a < b and c > d, then x<y', 'if a < b and c > d, then x<y'],
    ['control characters and whitespace', ' a\u0000b\tc\r\n\u2028 d\u0007 ', 'a b c d'],
    ['invisible characters', 'zero\u200Bwidth so\u00ADft \uFEFFmark \u202Eover\u202C', 'zerowidth soft mark over'],
    ['a joiner with nothing to join', 'a\u200Db', 'ab'],
    ['composed letters', 'cafe\u0301', 'café'],
    ['compatibility forms', 'ＵＳＢ ﬁne ｶﾀｶﾅ', 'USB fine カタカナ'],
    ['marks of trade', 'Post-it™ notes', 'Post-it notes'],
    ['a lone surrogate', 'a\uD83Cb', 'a b'],
  ])('%s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each(['👩‍👩‍👧 family', '👍🏽 ok ❤️', 'שלום עולם', 'مرحبا بالعالم', 'می‌خواهم', 'क्‍ष', '🏴‍☠️'])('keeps %s as it is', (text) => {
    expect(cleanText(text)).toBe(text.normalize('NFKC'));
  });

  it('leaves clean words as they are', () => {
    assert(property(array(stringMatching(/^[a-zA-Z0-9]{1,8}$/)), (words) => cleanText(words.join(' ')) === words.join(' ')));
  });

  it('gives no whitespace runs, control characters or lone surrogates for any text', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const clean = cleanText(`${text}\uDC00<`);
        expect(clean).toBe(clean.trim());
        expect(clean).not.toMatch(/\s\s|\p{Cc}|\p{Cs}/u);
      }),
    );
  });

  it('is quick on a hundred thousand open tags', () => {
    const started = performance.now();
    cleanText('<a href="'.repeat(11_000));
    cleanText('<!--'.repeat(25_000));
    cleanText('&amp;'.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
