import type { IndexedDbStoreOptions } from './indexed-db-store.ts';
import { IndexedDbStore } from './indexed-db-store.ts';
import { MemoryStore } from './memory-store.ts';
import type { Store, StoreError, StoreTrouble } from './store.ts';

export interface StoreOptions extends IndexedDbStoreOptions {
  /** Name of the database; one history each. */
  name?: string;
  /** Keep nothing beyond this page, because the person wants it so. */
  memory?: boolean;
  /** Told of trouble, from opening on; the same that subscribers hear later. */
  onTrouble?: (trouble: StoreTrouble, detail: string) => void;
}

/** Opens what is remembered. Never rejects: where the browser refuses, the store is memory and its `reason` says why. */
export async function openStore({ name = 'attune', memory = false, onTrouble, persist = askToPersist, ...options }: StoreOptions = {}): Promise<Store> {
  if (memory) return new MemoryStore();
  const store = new IndexedDbStore(name, { persist, ...options });
  if (onTrouble) store.subscribe((change) => change.type === 'trouble' && onTrouble(change.trouble, change.detail));
  try {
    await store.open();
    return store;
  } catch (cause) {
    const { code, message } = cause as StoreError;
    store.close();
    onTrouble?.(code, message);
    return new MemoryStore(code);
  }
}

/** Pages have `persist`, workers do not: there it is the page's to ask. */
async function askToPersist(): Promise<void> {
  await globalThis.navigator?.storage?.persist?.();
}
