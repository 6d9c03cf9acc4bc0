/** What browsers tell of the connection; Safari and Firefox tell nothing. */
interface Connection {
  saveData?: boolean;
  type?: string;
  effectiveType?: string;
}

/** Whether a download should wait for a person's word: they asked to save data, or the line is metered or slow. */
export function isCostlyConnection(connection = (globalThis.navigator as { connection?: Connection } | undefined)?.connection): boolean {
  if (!connection) return false;
  return connection.saveData === true || connection.type === 'cellular' || connection.effectiveType?.endsWith('2g') === true;
}
