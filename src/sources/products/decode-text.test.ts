import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { declaredEncoding, decodeText, openBytes } from './decode-text.ts';
import type { Remark } from './found.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => Uint8Array.from(text.split('').flatMap((unit) => [unit.charCodeAt(0) & 255, unit.charCodeAt(0) >> 8]));
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const decode = async (bytes: Uint8Array, size = 1000) => {
  const remarks: Remark[] = [];
  let text = '';
  for await (const piece of decodeText(openBytes(pieces(bytes, size)), declaredEncoding(bytes), (each) => remarks.push(each))) text += piece;
  return { text, remarks };
};

/** 商品名称,价格 in GB 2312. */
const CHINESE = [0xc9, 0xcc, 0xc6, 0xb7, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xbc, 0xdb, 0xb8, 0xf1];

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8('é 商品 💻')],
    ['UTF-8 with a byte order mark', utf8('\uFEFFé 商品 💻')],
    ['UTF-16, the little end first', utf16('\uFEFFé 商品 💻')],
    ['gzip', gzipSync(utf8('é 商品 💻'))],
  ])('reads %s', async (_, bytes) => {
    expect(await decode(bytes, 1)).toEqual({ text: 'é 商品 💻', remarks: [] });
  });

  it('reads UTF-16 of the big end first, and the encoding that XML declares', async () => {
    expect((await decode(Uint8Array.from([0xfe, 0xff, 0, 0x41, 0x54, 0xc1]))).text).toBe('A品');
    expect((await decode(latin('<?xml version="1.0" encoding="ISO-8859-15"?>\xa4'))).text).toMatch(/€$/);
    expect(await decode(latin('<?xml version="1.0" encoding="utf-8"?>caf\xe9'))).toMatchObject({ text: expect.stringMatching(/café$/), remarks: [{ code: 'encoding', detail: 'windows-1252' }] });
  });

  it('guesses windows-1252 and GB18030 where bytes are no UTF-8', async () => {
    expect(await decode(latin('K\xfcche, T\xfcr, gr\xfcn \x80'))).toEqual({ text: 'Küche, Tür, grün €', remarks: [{ code: 'encoding', detail: 'windows-1252' }] });
    expect(await decode(latin('f\xfcr'))).toMatchObject({ text: 'für' });
    expect(await decode(Uint8Array.from(CHINESE))).toEqual({ text: '商品名称,价格', remarks: [{ code: 'encoding', detail: 'gb18030' }] });
  });

  it('guesses at the first block that is none, and cuts no character at its edge', async () => {
    const ascii = utf8(`${'x'.repeat(70_000)} `);
    const text = Uint8Array.from([...ascii, ...Array.from({ length: 20_000 }, () => CHINESE).flat()]);
    const { text: read, remarks } = await decode(text, 65_537);
    expect(remarks).toEqual([{ code: 'encoding', detail: 'gb18030' }]);
    expect(read.slice(70_001)).toBe('商品名称,价格'.repeat(20_000));
  });

  it('takes a broken byte in UTF-8 for what it is', async () => {
    expect(await decode(Uint8Array.from([...utf8('é, ü, '), 0xff, ...utf8(' ö')]))).toEqual({ text: 'é, ü, \uFFFD ö', remarks: [{ code: 'broken-bytes' }] });
  });

  it('says that gzip ends too soon', async () => {
    const zipped = gzipSync(utf8('a,b\n'.repeat(10_000)));
    await expect(decode(zipped.subarray(0, zipped.length - 20))).rejects.toThrow('expected the rest of the gzip data');
  });
});
