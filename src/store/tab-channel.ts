/** How tabs of one origin tell each other that the history or a setting changed. What changed is not in the message. */
export interface TabChannel {
  tell(): void;
  close(): void;
}

/**
 * Opens the channel of the database `name`; without BroadcastChannel tabs hear nothing of each other. That an older tab
 * must let the database go is not sent here: IndexedDB's own `versionchange` reaches every connection.
 */
export function openTabChannel(name: string, heard: () => void): TabChannel {
  if (globalThis.BroadcastChannel === undefined) return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`attune-store ${name}`);
  const closing = new AbortController();
  channel.addEventListener('message', () => heard(), { signal: closing.signal });
  return {
    tell: () => closing.signal.aborted || channel.postMessage('history'),
    close: () => {
      closing.abort();
      channel.close();
    },
  };
}
