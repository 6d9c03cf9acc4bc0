/** Tells whether the page is hidden, now and on every change; call the result to stop. A worker has no page and is never told. */
export function watchVisibility(listener: (hidden: boolean) => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const tell = (): void => listener(document.hidden);
  document.addEventListener('visibilitychange', tell);
  tell();
  return () => document.removeEventListener('visibilitychange', tell);
}
