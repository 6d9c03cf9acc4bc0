import { parseSync, type Plugin } from 'vite';

const SHADER = /\.wgsl\?raw$/;
const TAGS = new Set(['css', 'html', 'svg']);

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** Leaves out of a build what only readers of the source need: comments and indentation inside shaders, styles and templates. */
export function shortenText(): Plugin {
  return {
    name: 'shorten-text',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts$/ },
      handler: (code, id) => (/\b(css|html|svg)`/.test(code) ? { code: shortTemplates(id, code), map: null } : null),
    },
    load: {
      filter: { id: SHADER },
      async handler(id) {
        const source = await this.fs.readFile(id.replace('?raw', ''), { encoding: 'utf8' });
        return `export default ${JSON.stringify(shortShader(source))};`;
      },
    },
  };
}

/** WGSL without comments and indentation; `//#each` and `//#end` are no comments. */
export function shortShader(source: string): string {
  return source.split('\n').map((line) => line.replace(/\/\/(?!#(each|end)).*$/, '').trim()).filter(Boolean).join('\n');
}

/** A module whose styles and templates hold no more white space than they mean. */
export function shortTemplates(file: string, code: string): string {
  const cuts = templatesOf(parseSync(file, code).program as unknown as Node).flatMap(({ tag, quasis }) => quasis.map((quasi) => ({ ...quasi, text: (tag === 'css' ? shortStyles : shortMarkup)(code.slice(quasi.start, quasi.end)) })));
  return cuts.toSorted((a, b) => b.start - a.start).reduce((short, { start, end, text }) => short.slice(0, start) + text + short.slice(end), code);
}

function templatesOf(node: unknown): { tag: string; quasis: { start: number; end: number }[] }[] {
  if (Array.isArray(node)) return node.flatMap(templatesOf);
  if (typeof node !== 'object' || node === null) return [];
  const { type, tag, quasi } = node as { type?: string; tag?: { name?: string }; quasi?: { quasis: Node[] } };
  const own = type === 'TaggedTemplateExpression' && tag?.name && TAGS.has(tag.name) ? [{ tag: tag.name, quasis: quasi!.quasis.map(rangeOf) }] : [];
  return [...own, ...Object.values(node).flatMap(templatesOf)];
}

/** Where the text of a template's piece stands, within its quotes and braces. */
function rangeOf({ start, end, tail }: Node): { start: number; end: number } {
  return { start: start + 1, end: end - (tail ? 1 : 2) };
}

function shortStyles(text: string): string {
  return text.replace(/\/\*.*?\*\//gs, '').replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1').replace(/;}/g, '}').replace(/: /g, ':');
}

/** One space stands for many: nothing here is preformatted. */
function shortMarkup(text: string): string {
  return text.replace(/\s+/g, ' ');
}
