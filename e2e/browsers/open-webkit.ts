import { endProgram, findProgram, type OtherBrowser, screenFor, startProgram } from './other-browser';

const DRIVER = findProgram(['WebKitWebDriver']);
const BROWSER = findProgram(['MiniBrowser', ...['x86_64', 'aarch64'].flatMap((machine) => ['4.1', '4.0', '6.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`))]);
const PORT = 4390 + (process.pid % 500);
const SCRIPT_MS = 240_000;

/** What runs WebKitGTK here; null where it, its driver or a screen is missing. */
export const WEBKIT = DRIVER !== null && BROWSER !== null ? screenFor(DRIVER, [`--port=${PORT}`]) : null;

/** WebKitGTK's own small browser, over WebDriver: w3.org/TR/webdriver2 */
export async function openWebKit({ program, args }: { program: string; args: string[] }): Promise<OtherBrowser> {
  const started = startProgram(program, args);
  await listening();
  const call = async <Result>(method: string, path: string, body?: object): Promise<Result> => {
    const response = await fetch(`http://127.0.0.1:${PORT}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await response.json()) as { value: Result & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebKitGTK: ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] }, timeouts: { script: SCRIPT_MS } } } });
  const session = `/session/${sessionId}`;
  return {
    goto: (url) => call('POST', `${session}/url`, { url }),
    async evaluate(run, given) {
      const script = `const told = arguments[0]; (async () => { const value = await (${run.toString()})(${JSON.stringify(given) ?? ''}); told(JSON.stringify({ value })); })().catch((error) => told(JSON.stringify({ error: String(error) })));`;
      const { value, error } = JSON.parse(await call<string>('POST', `${session}/execute/async`, { script, args: [] })) as { value: never; error?: string };
      if (error !== undefined) throw new Error(`WebKitGTK: ${error}`);
      return value;
    },
    async close() {
      await call('DELETE', session).catch(() => undefined);
      endProgram(started);
    },
  };
}

/** The driver says nothing when it listens. */
async function listening(): Promise<void> {
  for (;;) {
    const answers = await fetch(`http://127.0.0.1:${PORT}/status`).then((response) => response.ok, () => false);
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
