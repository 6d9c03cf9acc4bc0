import { register } from './register.ts';

/** Elements that few pages have, each with code of its own. */
const SOURCES: Record<string, () => Promise<CustomElementConstructor>> = {
  'attune-explanation': async () => (await import('./explanation.ts')).AttuneExplanation,
  'attune-interest-map': async () => (await import('./interest-map.ts')).AttuneInterestMap,
  'attune-privacy-panel': async () => (await import('./privacy-panel.ts')).AttunePrivacyPanel,
  'attune-status-panel': async () => (await import('./status-panel.ts')).AttuneStatusPanel,
};

/**
 * Registers each panel once one of its name stands in `root`; its code is fetched no earlier. What stands in the shadow of another
 * element is not seen: such a page calls `definePanels`.
 */
export function defineWhenUsed(root: Document): void {
  const missing = new Set(Object.keys(SOURCES));
  const look = (inside: Document | Element): void => {
    for (const name of missing) {
      if (!(inside instanceof Element && inside.localName === name) && !inside.querySelector(name)) continue;
      missing.delete(name);
      // A panel that could not be had is tried again when the page puts another one in.
      define(name).catch(() => missing.add(name));
    }
    if (missing.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) look(node);
  });
  observer.observe(root, { childList: true, subtree: true });
  look(root);
}

/** Registers every panel. */
export async function definePanels(): Promise<void> {
  await Promise.all(Object.keys(SOURCES).map(define));
}

async function define(name: string): Promise<void> {
  register(name, await SOURCES[name]());
}
