/** Gives the focus to a control as soon as it is drawn, unless the person took it elsewhere meanwhile. */
export class NextFocus {
  readonly #host: HTMLElement;
  #selector: string | null = null;
  #from: Element | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** The control that is next; it takes the place of what has the focus now. */
  to(selector: string): void {
    this.#selector = selector;
    this.#from = this.#focused();
  }

  /** Call after drawing. */
  settle(): void {
    const target = this.#selector === null ? null : this.#host.shadowRoot?.querySelector<HTMLElement>(this.#selector);
    if (!target) return;
    const now = this.#focused();
    if (now === null || now === this.#from) target.focus();
    this.#selector = this.#from = null;
  }

  /** What has the focus in the element or beside it; null where it is lost. */
  #focused(): Element | null {
    const inside = this.#host.shadowRoot?.activeElement ?? null;
    const beside = (this.#host.getRootNode() as Document | ShadowRoot).activeElement ?? null;
    return inside ?? (beside === this.#host || beside === this.#host.ownerDocument.body ? null : beside);
  }
}
