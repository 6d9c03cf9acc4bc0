/** Tells when the page's address changes without a load: by the Navigation API, else by `history` and its events. */
export function watchNavigation(moved: () => void, signal: AbortSignal): void {
  let href = location.href;
  const look = (): void => {
    if (href === location.href) return;
    href = location.href;
    moved();
  };
  const { navigation } = globalThis as { navigation?: EventTarget };
  if (navigation) return navigation.addEventListener('currententrychange', look, { signal });
  for (const type of ['popstate', 'hashchange']) addEventListener(type, look, { signal });
  for (const method of ['pushState', 'replaceState'] as const) wrapMethod(history, method, look, signal);
}

/**
 * Calls `afterwards` with the arguments of every call of a method of `owner` that returned, until `signal` aborts. The method is
 * then what it was; where somebody has wrapped it once more, ours stays below and does nothing.
 */
export function wrapMethod(owner: object, name: string, afterwards: (...args: unknown[]) => void, signal: AbortSignal): void {
  const methods = owner as Record<string, (...args: unknown[]) => unknown>;
  const before = methods[name];
  const own = Object.getOwnPropertyDescriptor(owner, name);
  function wrapped(this: unknown, ...args: unknown[]): unknown {
    const result = Reflect.apply(before, this, args);
    if (!signal.aborted) afterwards(...args);
    return result;
  }
  Object.defineProperty(owner, name, { value: wrapped, writable: true, configurable: true, enumerable: own?.enumerable ?? false });
  signal.addEventListener('abort', () => {
    if (methods[name] !== wrapped) return;
    if (own) Object.defineProperty(owner, name, own);
    else delete methods[name];
  }, { once: true });
}
