import type { ItemId } from '../domain/item.ts';

/** Item ids from an attribute: separated by spaces or commas. */
export const idList = { fromAttribute: (value: string | null): ItemId[] => (value ?? '').split(/[\s,]+/).filter(Boolean) };
