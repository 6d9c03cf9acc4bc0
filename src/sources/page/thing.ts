export type Value = string | Thing;

/** A node of what a page's markup says, in words of schema.org whatever the syntax: `Product`, `offers`. */
export interface Thing {
  types: string[];
  id?: string;
  properties: Map<string, Value[]>;
}

/** The things of one syntax; nodes that share an id are one thing, so that a reference is the thing itself. */
export class ThingGraph {
  /** What no other thing is told to have, in the page's order. */
  readonly roots: Thing[] = [];
  readonly #named = new Map<string, Thing[]>();

  /**
   * The thing `id`, with these types, or a new one. Pages copy ids about: things of different types or names are two.
   *
   * @param types none for a reference
   */
  thing(types: string[], id?: string, name?: string): Thing {
    if (id === undefined) return { types, properties: new Map() };
    const named = this.#named.get(id) ?? [];
    const known = types.length === 0 ? named[0] : named.find((thing) => isSame(thing, types, name));
    const thing = known ?? { types, id, properties: new Map() };
    if (thing.types.length === 0) thing.types = types;
    if (!known) this.#named.set(id, [...named, thing]);
    return thing;
  }
}

function isSame(thing: Thing, types: readonly string[], name: string | undefined): boolean {
  if (thing.types.length === 0) return true;
  const known = thing.properties.get('name')?.[0];
  return thing.types.join() === types.join() && (name === undefined || known === undefined || known === name);
}

/** Adds a value to what `thing` says of `property`, unless it was said before. */
export function addValue(thing: Thing, property: string, value: Value): void {
  const values = thing.properties.get(property);
  if (!values) thing.properties.set(property, [value]);
  else if (!values.includes(value)) values.push(value);
}

/** All texts of the first of `properties` that has any; of a thing its name. */
export function textsOf(thing: Thing, ...properties: string[]): string[] {
  for (const property of properties) {
    const texts = (thing.properties.get(property) ?? []).map(wordOf).filter((text) => text !== '');
    if (texts.length > 0) return texts;
  }
  return [];
}

/** The first text of the first of `properties` that has one. */
export function textOf(thing: Thing, ...properties: string[]): string | undefined {
  return textsOf(thing, ...properties)[0];
}

/** What `property` refers to: texts, and the address or id of things. */
export function referencesOf(thing: Thing, property: string): string[] {
  return (thing.properties.get(property) ?? []).flatMap((value) => {
    if (typeof value === 'string') return [value];
    const addresses = ['url', 'contentUrl', 'thumbnailUrl'].flatMap((name) => textsOf(value, name));
    return addresses.length > 0 ? addresses : (value.id ?? []);
  });
}

/** The things that `property` has. */
export function thingsOf(thing: Thing, property: string): Thing[] {
  return (thing.properties.get(property) ?? []).filter((value) => typeof value !== 'string');
}

export function hasType(thing: Thing, types: ReadonlySet<string>): boolean {
  return thing.types.some((type) => types.has(type));
}

/** The last part of a name that is written as an address (`https://schema.org/Product`) or with a prefix (`schema:Product`). */
export function localName(name: string): string {
  return name.trim().replace(/[/#]+$/, '').replace(/^.*[/#:]/s, '');
}

function wordOf(value: Value): string {
  if (typeof value === 'string') return value.trim();
  const names = ['name', 'alternateName', 'value'].flatMap((property) => value.properties.get(property) ?? []);
  return names.find((name) => typeof name === 'string')?.trim() ?? '';
}
