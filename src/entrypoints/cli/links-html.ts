import type { Item } from '../../domain/item.ts';

/**
 * A list of links, to stand inside `<attune-recommendations>`: what is seen without scripts, and what search engines follow. An item
 * without an address of the web is its title alone.
 */
export function linksHtml(items: readonly Pick<Item, 'title' | 'url'>[]): string {
  const lines = items.map(({ title, url }) => {
    const text = escaped(title);
    return `  <li>${url !== undefined && leadsToPage(url) ? `<a href="${escaped(url)}">${text}</a>` : text}</li>`;
  });
  return ['<ul>', ...lines, '</ul>'].join('\n');
}

/** Of the web, or relative to the page. */
function leadsToPage(url: string): boolean {
  return URL.canParse(url, 'https://page.invalid/') && /^https?:$/.test(new URL(url, 'https://page.invalid/').protocol);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
