import { contradicts, fill, foldedText, IDENTIFIERS, type Telling } from './telling.ts';

/**
 * Tellings of the same item made one, earlier ones first: those that share an identifier, else an address, else, where one of
 * them says neither or the syntax is another, the title.
 */
export function mergeTellings(tellings: readonly Telling[]): Telling[] {
  const merged: Telling[] = [];
  const known = new Map<string, Telling>();
  for (const telling of tellings) {
    const same = keysOf(telling).map((key) => known.get(key)).find((other) => other && isSame(other, telling));
    if (same) fill(same, telling);
    else merged.push(telling);
    for (const key of keysOf(same ?? telling)) if (!known.has(key)) known.set(key, same ?? telling);
  }
  return merged;
}

function keysOf({ item, identifiers }: Telling): string[] {
  const ids = IDENTIFIERS.flatMap((kind) => (identifiers[kind] === undefined ? [] : `${kind} ${foldedText(identifiers[kind])}`));
  return [...ids, ...(item.url ? [`url ${item.url}`] : []), `title ${foldedText(item.title)}`];
}

function isSame(known: Telling, telling: Telling): boolean {
  if (contradicts(known, telling) || known.article !== telling.article) return false;
  if (IDENTIFIERS.some((kind) => known.identifiers[kind] !== undefined && known.identifiers[kind] === telling.identifiers[kind])) return true;
  const variants = known.item.group !== undefined && known.item.group === telling.item.group;
  if (variants && known.syntax === telling.syntax) return false;
  return known.syntax !== telling.syntax || known.item.url === telling.item.url || isNameless(known) || isNameless(telling);
}

function isNameless({ item, identifiers }: Telling): boolean {
  return item.url === undefined && Object.keys(identifiers).length === 0;
}
