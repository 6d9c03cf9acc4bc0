const STEP = /\s*(?:>|›|»|→|\||;|\n)\s*/;
/** WooCommerce writes a comma inside a name as `\,`. */
const COMMA = /(?<!\\),/;
/** So many are kept of one item. */
const MOST = 30;

/** The names on a category's path, from the widest: `A > B > C` is A, B, C. The number of a taxonomy is no name. */
export function categoriesOfPath(path: string): string[] {
  return distinct(path.split(STEP));
}

/** The names on several paths, parted by commas, each once: `A > B, A > C` is A, B, C. */
export function categoriesOfList(paths: string): string[] {
  return distinct(paths.split(COMMA).flatMap((path) => path.split(STEP)));
}

/** Tags parted by commas, semicolons or bars. */
export function tagsOf(list: string): string[] {
  return distinct(list.split(/(?<!\\)[,，、;|\n]/));
}

/** Trimmed names, each once, without empty ones and bare numbers. */
export function distinct(names: Iterable<string>): string[] {
  const kept = new Set<string>();
  for (const name of names) {
    const plain = name.replace(/\\,/g, ',').replace(/\s+/g, ' ').trim().slice(0, 200);
    if (plain !== '' && !/^\d+$/.test(plain)) kept.add(plain);
    if (kept.size === MOST) break;
  }
  return [...kept];
}
