import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of the processor that the thread itself used. */
  tdur?: number;
  args: { name?: string };
}

/** By which the page's process is told. */
const MARK = 'attune: the page whose tasks are measured';

/**
 * The longest task on the page's thread while `work` runs, in milliseconds of processor time: on a busy machine the clock
 * would count what others use.
 */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const events = await traced(session, async () => {
    await work();
    await page.evaluate((mark) => performance.mark(mark), MARK);
  });
  // The browser draws itself with pages too, in processes of their own.
  const pages = new Set(events.filter(({ name }) => name === MARK).map(({ pid }) => pid));
  const threads = new Set(events.filter(({ name, pid, args }) => name === 'thread_name' && args.name === 'CrRendererMain' && pages.has(pid)).map(threadOf));
  const tasks = events.filter((event) => event.name === 'RunTask' && event.tdur !== undefined && threads.has(threadOf(event)));
  if (tasks.length === 0) throw new Error('expected tasks of a page in the trace, got none');
  return Math.max(...tasks.map(({ tdur }) => tdur!)) / 1000;
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}

async function traced(session: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'blink.user_timing', '__metadata'] } });
  await work();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events;
}
