import type { LocaleModule } from '@lit/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Languages that sentences are written in; English is the source. */
export type Locale = 'en' | 'zh-Hans';

export const LOCALES: readonly Locale[] = ['en', 'zh-Hans'];

type Templates = LocaleModule['templates'];
type Load = () => Promise<LocaleModule>;

const SOURCES: Record<Locale, Load[]> = { en: [], 'zh-Hans': [() => import('./locales/zh-Hans.ts')] };
const loaded = new Map<Locale, Templates>([['en', {}]]);
const loading = new Map<Locale, Promise<void>>();
let spoken: Templates = {};
let ready: Promise<unknown> | null = null;

/**
 * Adds templates for `locale`, keyed by the ids that `msg` is given: pages built on the elements bring their own, and
 * may put one of the elements' sentences in their own words. Call it before the first element draws.
 */
export function addTemplates(locale: Locale, load: Load): void {
  SOURCES[locale].push(load);
  loaded.delete(locale);
  loading.delete(locale);
}

/**
 * Runs `draw` with every `msg` in it speaking `locale`. `@lit/localize` knows one language per page; elements may each
 * have their own, so the one locale it is given is a live view of whichever element is drawing.
 */
export function speak<T>(locale: Locale, draw: () => T): T {
  const before = spoken;
  spoken = loaded.get(locale) ?? {};
  try {
    return draw();
  } finally {
    spoken = before;
  }
}

/** Fetches the templates of `locale`; null when they are there. Where they cannot be had, English speaks. */
export function loadLocale(locale: Locale): Promise<void> | null {
  if (loaded.has(locale)) return null;
  const underWay = loading.get(locale);
  if (underWay) return underWay;
  const work = fetchTemplates(locale);
  loading.set(locale, work);
  return work;
}

async function fetchTemplates(locale: Locale): Promise<void> {
  const outcomes = await Promise.allSettled(SOURCES[locale].map((load) => load()));
  try {
    await (ready ??= configure());
  } catch {
    // A page that bundles these elements and configures @lit/localize for itself keeps its own; ours stay English.
  }
  loaded.set(locale, Object.assign({}, ...outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.templates : {}))));
}

/** English needs none of this code. */
async function configure(): Promise<void> {
  const { configureLocalization } = await import('@lit/localize/init/runtime.js');
  await configureLocalization({ sourceLocale: 'en', targetLocales: ['live'], loadLocale: async () => ({ templates: live }) }).setLocale('live');
}

const live: Templates = new Proxy({}, { get: (_, id) => spoken[id as string] });

/**
 * The language to speak and the BCP 47 tag for dates and numbers, from the first of `tags` that says something.
 * A language without sentences of its own is spoken to in English.
 */
export function chooseLocale(tags: readonly (string | null | undefined)[]): { locale: Locale; tag: string } {
  for (const given of tags) {
    const tag = canonical(given);
    if (tag === null) continue;
    const language = tag.split('-')[0];
    if (language === 'zh') return { locale: 'zh-Hans', tag };
    return { locale: 'en', tag: language === 'en' ? tag : 'en' };
  }
  return { locale: 'en', tag: 'en' };
}

function canonical(tag: string | null | undefined): string | null {
  if (!tag) return null;
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

const pageListeners = new Set<() => void>();
let pageObserver: MutationObserver | null = null;

/** Calls `listener` whenever `<html lang>` changes; call the result to stop. */
function watchPageLanguage(listener: () => void): () => void {
  pageListeners.add(listener);
  if (!pageObserver) {
    pageObserver = new MutationObserver(() => pageListeners.forEach((each) => each()));
    pageObserver.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  }
  return () => {
    pageListeners.delete(listener);
    if (pageListeners.size > 0) return;
    pageObserver?.disconnect();
    pageObserver = null;
  };
}

/** Keeps its host in the language of the attribute `locale`, else of the page, else of the browser. */
export class LocaleController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { locale: string | null };
  #stop: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & { locale: string | null }) {
    this.#host = host;
    host.addController(this);
  }

  get #choice(): { locale: Locale; tag: string } {
    return chooseLocale([this.#host.locale, document.documentElement.lang, navigator.language]);
  }

  get locale(): Locale {
    return this.#choice.locale;
  }

  /** For `Intl` and `lang`. */
  get tag(): string {
    return this.#choice.tag;
  }

  hostConnected(): void {
    this.#stop = watchPageLanguage(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
