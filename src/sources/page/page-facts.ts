/** What a page says of itself, beside its items. */
export interface PageFacts {
  /** Its address, without the fragment. */
  url?: string;
  /** The address that it calls its own. */
  canonical?: string;
  /** What relative addresses are resolved against. */
  base?: string;
  /** BCP 47. */
  language?: string;
}

const MAX_ADDRESS_CHARACTERS = 2_000;
/** Of one name. */
const MAX_CONTENTS = 30;

/** @param url the page's address, where the document does not know it */
export function pageFacts(document: Document, url?: string, metas: Metas = metasOf(document)): PageFacts {
  const address = withoutFragment(absoluteUrl(url ?? document.URL));
  const base = absoluteUrl(document.querySelector('base[href]')?.getAttribute('href') ?? undefined, address) ?? address;
  const linked = absoluteUrl(document.querySelector('link[rel~="canonical" i][href]')?.getAttribute('href') ?? undefined, base);
  const canonical = withoutFragment(linked ?? absoluteUrl(metaOf(metas, 'og:url'), base));
  return { url: address, canonical, base: base ?? canonical, language: languageTag(document.documentElement?.getAttribute('lang')) ?? languageTag(metaOf(metas, 'og:locale')) };
}

/** What a page's `meta` elements say, by their property or name in small letters. */
export type Metas = ReadonlyMap<string, readonly string[]>;

export function metasOf(document: Document): Metas {
  const metas = new Map<string, string[]>();
  for (const meta of document.querySelectorAll('meta[content]')) {
    const name = (meta.getAttribute('property') ?? meta.getAttribute('name'))?.trim().toLowerCase();
    const content = meta.getAttribute('content')!.trim();
    if (name && content !== '') metas.set(name, [...(metas.get(name) ?? []).slice(0, MAX_CONTENTS), content]);
  }
  return metas;
}

/** The content of the first of `names` that has any. */
export function metaOf(metas: Metas, ...names: string[]): string | undefined {
  return names.map((name) => metas.get(name)?.[0]).find((content) => content !== undefined);
}

/** The absolute form of an address of the web; undefined for one of another kind, too long, or relative to nothing. */
export function absoluteUrl(address: string | undefined, base?: string): string | undefined {
  if (!address || address.length > MAX_ADDRESS_CHARACTERS) return undefined;
  const url = parsed(address.trim(), base);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function parsed(address: string, base: string | undefined): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}

export function withoutFragment(address: string | undefined): string | undefined {
  return address?.replace(/#.*$/, '');
}

/** Whether two addresses name the same page, whatever their parameters. */
export function isSamePage(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && pathOf(one) === pathOf(other);
}

function pathOf(address: string): string {
  const { host, pathname } = new URL(address);
  return host.replace(/^www\./, '') + pathname.replace(/\/$/, '');
}

/** A language tag in its usual form; undefined for what is none. */
export function languageTag(tag: string | null | undefined): string | undefined {
  if (!tag) return undefined;
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
