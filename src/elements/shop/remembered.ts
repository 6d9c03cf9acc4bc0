/** Reads a setting of the shop; null when there is none or when the browser keeps nothing. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a setting of the shop, or deletes it with null; where the browser keeps nothing it lasts as long as the page. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Private modes may refuse; what was chosen then holds for this page.
  }
}
