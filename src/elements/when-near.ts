/** How far outside of what is seen an element may be, in shares of it: a screen's length is scrolled in the time that a list takes. */
const MARGIN = '100%';

/** Resolves when `element` is on the screen or near it; never, where `signal` aborts before. */
export function whenNear(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      resolve();
    }, { rootMargin: MARGIN });
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  });
}
