import { LitElement } from 'lit';
import type { CSSResultGroup, PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Recommender } from '../domain/recommender.ts';
import type { Change } from '../domain/status.ts';
import { Connection } from './connect.ts';
import { controls } from './controls.ts';
import { CardFormat } from './card-format.ts';
import { LocaleController, loadLocale, speak } from './localisation.ts';
import { tokens } from './tokens.ts';

/** Set while an element waits for its language's sentences. */
const WORDLESS = 'data-wordless';

/**
 * What every element has: tokens, a language, and a line to a recommender. Words wait for the language's sentences,
 * and everything that `render` calls speaks it.
 */
export abstract class AttuneElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls];

  /** URL of the catalog pack, handed to whoever answers `attune-connect`. */
  @property() catalog: string | null = null;
  /** Public key, Ed25519 as PEM or base64, that the pack must be signed by; one that is not is not used. */
  @property({ attribute: 'catalog-key' }) catalogKey: string | null = null;
  /** Which encoder reads texts that are not in the catalog, handed on as well; none, and none is fetched, unless it is set. */
  @property() encoder: string | null = null;
  /** BCP 47 tag; else the page's language, else the browser's. */
  @property() locale: string | null = null;

  protected readonly language: LocaleController = new LocaleController(this);
  protected readonly connection: Connection = new Connection(this);

  #given: Recommender | null = null;

  /** The one in use: given, and shared by several elements, or answered to `attune-connect`, with which the element asks where none is given. */
  @property({ attribute: false, noAccessor: true })
  get recommender(): Recommender | null {
    // Whoever asks right after the element was defined is not too early.
    if (this.isConnected) this.connection.hostUpdate();
    return this.#given ?? this.connection.recommender;
  }
  set recommender(recommender: Recommender | null) {
    const before = this.#given;
    this.#given = recommender;
    this.requestUpdate('recommender', before);
  }

  /** The recommender that was set; null where one is asked for. */
  get given(): Recommender | null {
    return this.#given;
  }

  /** Numbers, prices and lists in the element's language. */
  protected get format(): CardFormat {
    return CardFormat.of(this.language.tag);
  }

  whenWanted(_signal: AbortSignal): Promise<void> | null {
    return null;
  }

  /** Called when there is a recommender; `signal` aborts when it is to be left alone. */
  begin(_recommender: Recommender, _signal: AbortSignal): void {}

  /** Called when the recommender's status or history changed. */
  changed(_change: Change): void {}

  /** Runs `words` in the element's language, for sentences that are made outside of `render`. */
  protected speak<T>(words: () => T): T {
    return speak(this.language.locale, words);
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const waiting = loadLocale(this.language.locale);
    if (!waiting) return super.scheduleUpdate();
    if (this.hasUpdated) return waiting.then(() => super.scheduleUpdate());
    // The place is taken at once, without words, so that nothing moves when the sentences arrive.
    this.toggleAttribute(WORDLESS, true);
    void waiting.then(() => this.requestUpdate());
    return super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues): void {
    if (loadLocale(this.language.locale) === null) this.toggleAttribute(WORDLESS, false);
    this.speak(() => super.update(changed));
  }
}
