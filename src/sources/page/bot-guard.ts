/** Whether programs that drive a browser are watched (`observe`, for tests) or not. */
export type Bots = 'ignore' | 'observe';

const ROBOT = /headless|phantomjs|puppeteer|playwright|selenium|lighthouse|pagespeed|(?<!cu)bot\b|crawl|spider|slurp|archiver|preview|monitor/i;

/** Whether a program drives this browser. */
export function isDriven({ webdriver, userAgent }: Pick<Navigator, 'webdriver' | 'userAgent'>): boolean {
  return webdriver || ROBOT.test(userAgent);
}

/**
 * Starts what watches a page once somebody can look at it: not for programs, and for a page prepared in advance (prerendered)
 * when it is shown. Call the result to stop.
 */
export function whenReal(bots: Bots, start: () => () => void): () => void {
  if (bots === 'ignore' && isDriven(navigator)) return () => undefined;
  if (!(document as Document & { prerendering?: boolean }).prerendering) return start();
  let stop: () => void = () => undefined;
  const ended = new AbortController();
  document.addEventListener('prerenderingchange', () => (stop = start()), { once: true, signal: ended.signal });
  return () => {
    ended.abort();
    stop();
  };
}
