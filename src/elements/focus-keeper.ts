/** Where the focus was in a list of cards. */
interface Place {
  id: string;
  control: string;
  index: number;
}

/** Keeps the focus in a list that is drawn anew: on the same control of the same item, else on what took its place. */
export class FocusKeeper {
  #place: Place | null = null;

  /** Call before drawing. */
  remember(root: ShadowRoot | null): void {
    const control = root?.activeElement instanceof HTMLElement ? root.activeElement : null;
    const card = control?.closest<HTMLElement>('li[data-id]');
    this.#place = control && card ? { id: card.dataset.id ?? '', control: control.dataset.control ?? '', index: [...(card.parentElement?.children ?? [])].indexOf(card) } : null;
  }

  /** Call after drawing. */
  restore(root: ShadowRoot | null): void {
    const place = this.#place;
    if (!place || !root || root.activeElement) return;
    const cards = [...root.querySelectorAll<HTMLElement>('li[data-id]')];
    const same = cards.find((card) => card.dataset.id === place.id);
    const near = cards[Math.min(place.index, cards.length - 1)];
    const target = control(same, place.control) ?? control(same, 'undo') ?? control(same, 'link') ?? control(near, 'link') ?? control(near, 'undo');
    target?.focus({ preventScroll: true });
  }
}

function control(card: HTMLElement | undefined, name: string): HTMLElement | null {
  return card?.querySelector<HTMLElement>(`[data-control='${name}']`) ?? null;
}
