import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { endProgram, findProgram, type OtherBrowser, saying, startProgram } from './other-browser';

export const FIREFOX = findProgram(['firefox', 'firefox-esr']);

interface Answer {
  id: number;
  type: 'success' | 'error';
  result: unknown;
  error: string;
  message: string;
}

/** Firefox without a window, over WebDriver BiDi, which it speaks by itself: w3c.github.io/webdriver-bidi */
export async function openFirefox(program: string): Promise<OtherBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'attune-firefox-'));
  const started = startProgram(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'], { MOZ_CRASHREPORTER_DISABLE: '1' });
  const [, address] = await saying(started, /WebDriver BiDi listening on (ws:\/\/\S+)/);
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('message', (data: Buffer) => {
    const answer = JSON.parse(data.toString()) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let calls = 0;
  const call = async <Result>(method: string, params: object): Promise<Result> => {
    const id = ++calls;
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.type === 'error') throw new Error(`Firefox: ${method}: ${answer.error}: ${answer.message}`);
    return answer.result as Result;
  };
  await call('session.new', { capabilities: {} });
  const { contexts: [{ context }] } = await call<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
  return {
    goto: async (url) => void (await call('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(run, given) {
      const functionDeclaration = `async () => JSON.stringify({ value: await (${run.toString()})(${JSON.stringify(given) ?? ''}) })`;
      const said = await call<{ type: string; result: { value: string }; exceptionDetails?: { text: string } }>('script.callFunction', { functionDeclaration, awaitPromise: true, target: { context } });
      if (said.type !== 'success') throw new Error(`Firefox: ${said.exceptionDetails?.text}`);
      return (JSON.parse(said.result.value) as { value: never }).value;
    },
    async close() {
      socket.terminate();
      endProgram(started);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
