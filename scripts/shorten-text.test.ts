import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shortShader, shortTemplates } from './shorten-text.ts';

it('styles lose comments and what white space means nothing', () => {
  const short = shortTemplates('a.ts', 'const a = css`\n  /* why */\n  .a :hover,\n  .b > i {\n    margin: ${gap} auto;\n    width: calc(1px + ${gap});\n  }\n`;');
  expect(short).toBe('const a = css` .a :hover,.b > i{margin:${gap} auto;width:calc(1px + ${gap})}`;');
});

it('templates keep one space where they had any, and their expressions as they are', () => {
  const short = shortTemplates('a.ts', 'const a = html`\n  <b>${msg(str`one  two`)}  ${html`<i>\n</i>`}</b>`; const b = `a  b`;');
  expect(short).toBe('const a = html` <b>${msg(str`one  two`)} ${html`<i> </i>`}</b>`; const b = `a  b`;');
});

it('shaders lose comments, indentation and empty lines', () => {
  expect(shortShader('// what it is\n\nfn main() {\n  //#each h 2\n  let a = 1; // one\n  //#end\n}\n')).toBe('fn main() {\n//#each h 2\nlet a = 1;\n//#end\n}');
});

it.each(readdirSync('shaders').filter((file) => file.endsWith('.wgsl')))('%s keeps its blocks and nothing else of its comments', (file) => {
  const source = readFileSync(join('shaders', file), 'utf8');
  const blocks = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('//#'));
  const short = shortShader(source);
  expect(blocks(short)).toEqual(blocks(source));
  expect(short.split('\n').filter((line) => line.includes('//'))).toEqual(blocks(source));
});
