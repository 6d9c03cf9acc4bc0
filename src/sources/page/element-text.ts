import type { ReadingBudget } from './reading-budget.ts';

const MAX_CHARACTERS = 20_000;
const UNREAD = new Set(['script', 'style', 'template', 'noscript']);
const PARTING = new Set(['br', 'p', 'div', 'li', 'ul', 'ol', 'tr', 'td', 'th', 'table', 'section', 'article', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dt', 'dd', 'hr', 'blockquote']);

/** What an element says, with single spaces, the ends of blocks being spaces too; cut at 20,000 characters. */
export function elementText(element: Element, budget: ReadingBudget): string {
  let text = '';
  let node: Node | null = element.firstChild;
  while (node && text.length < MAX_CHARACTERS && budget.takesNode()) {
    const name = node.nodeType === 1 ? (node as Element).localName : '';
    if (node.nodeType === 3) text += (node.nodeValue ?? '').slice(0, MAX_CHARACTERS);
    if (PARTING.has(name)) text += ' ';
    node = (UNREAD.has(name) ? null : node.firstChild) ?? following(node, element);
  }
  return budget.takesCharacters(text.length) ? text.slice(0, MAX_CHARACTERS).replace(/\s+/g, ' ').trim() : '';
}

/** The next node in document order that is not inside `node`; null behind the end of `root`. */
export function following(node: Node, root: Node): Node | null {
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) if (at.nextSibling) return at.nextSibling;
  return null;
}
