import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { ItemId } from '../domain/item.ts';
import type { Matrix } from '../domain/matrix.ts';
import { rowOf } from '../domain/matrix.ts';
import type { StoreSchema, Transaction } from './database.ts';

/**
 * Rows to a page: at 384 dimensions 192 KiB, which a single new vector rewrites in about a millisecond, and 40 rows in
 * the database for 5,000 vectors instead of 5,000.
 */
export const PAGE_ROWS = 128;

type Head = StoreSchema['vector-ids']['value'] & { key?: number };
interface Page extends Head {
  rows: Float32Array[];
}

/** Keeps the rows of `matrix` under `ids` and their space; the last of equal ids counts, and older rows of them go. */
export async function putVectors(transaction: Transaction<'readwrite'>, ids: readonly ItemId[], matrix: Matrix): Promise<void> {
  for (const [index, space] of matrix.spaces.entries()) {
    const rows = new Map<ItemId, Float32Array>();
    ids.forEach((id, row) => matrix.spaceOf[row] === index && rows.set(id, rowOf(matrix, row)));
    if (rows.size > 0) await putRows(transaction, space, matrix.dimension, rows);
  }
}

/** Deletes the vectors of `ids` in every space; their pages are written anew without them. */
export async function dropVectors(transaction: Transaction<'readwrite'>, ids: ReadonlySet<ItemId>): Promise<void> {
  const heads = await readHeads(transaction);
  const pages = await Promise.all(heads.filter((head) => head.ids.some((id) => ids.has(id))).map((head) => readPage(transaction, head)));
  await Promise.all(pages.map((page) => writePage(transaction, without(page, ids))));
}

/**
 * The vectors of `ids`, in their order, each in the first of `spaces` that has it; null when none is known. Rows of one
 * dimension make a matrix: the first space that knows any id sets it, and rows of another are left out.
 */
export async function readVectors(transaction: Transaction<'readonly'>, ids: readonly ItemId[], spaces: readonly EmbeddingSpace[]): Promise<{ ids: ItemId[]; matrix: Matrix } | null> {
  const wanted = new Set(ids);
  const places = new Map<ItemId, { head: Head; row: number }>();
  let dimension = 0;
  for (const space of spaces) {
    for (const head of await readHeads(transaction, space)) {
      head.ids.forEach((id, row) => {
        if (!wanted.has(id) || places.has(id) || (dimension !== 0 && head.dimension !== dimension)) return;
        dimension = head.dimension;
        places.set(id, { head, row });
      });
    }
  }
  if (places.size === 0) return null;
  const data = transaction.objectStore('vector-data');
  const heads = [...new Set([...places.values()].map(({ head }) => head))];
  const pages = new Map(await Promise.all(heads.map(async (head) => [head, (await data.get(head.key!))!] as const)));
  const found = [...wanted].filter((id) => places.has(id));
  const occurring = spaces.filter((space, i) => spaces.indexOf(space) === i && heads.some((head) => head.space === space));
  const matrix: Matrix = { data: new Float32Array(found.length * dimension), rows: found.length, dimension, spaces: occurring, spaceOf: new Uint8Array(found.length) };
  found.forEach((id, i) => {
    const { head, row } = places.get(id)!;
    rowOf(matrix, i).set(pages.get(head)!.subarray(row * dimension, (row + 1) * dimension));
    matrix.spaceOf[i] = occurring.indexOf(head.space);
  });
  return { ids: found, matrix };
}

/** Takes old rows out of their pages, then fills pages that have room, then new ones. */
async function putRows(transaction: Transaction<'readwrite'>, space: EmbeddingSpace, dimension: number, rows: Map<ItemId, Float32Array>): Promise<void> {
  const heads = await readHeads(transaction, space);
  const room = (head: Head) => head.dimension === dimension && head.ids.length < PAGE_ROWS;
  const touched = heads.filter((head) => room(head) || head.ids.some((id) => rows.has(id)));
  const pages = (await Promise.all(touched.map((head) => readPage(transaction, head)))).map((page) => without(page, rows));
  for (const [id, row] of rows) {
    let page = pages.find(room);
    if (!page) pages.push((page = { space, dimension, ids: [], rows: [] }));
    page.ids.push(id);
    page.rows.push(row);
  }
  await Promise.all(pages.map((page) => writePage(transaction, page)));
}

async function readHeads(transaction: Transaction<'readonly' | 'readwrite'>, space?: EmbeddingSpace): Promise<Head[]> {
  const table = transaction.objectStore('vector-ids');
  const ofSpace = table.index('space');
  const [keys, heads] = await Promise.all(space === undefined ? [table.getAllKeys(), table.getAll()] : [ofSpace.getAllKeys(space), ofSpace.getAll(space)]);
  return heads.map((head, i) => ({ ...head, key: keys[i] }));
}

async function readPage(transaction: Transaction<'readwrite'>, head: Head): Promise<Page> {
  const data = (await transaction.objectStore('vector-data').get(head.key!))!;
  return { ...head, rows: head.ids.map((_, row) => data.subarray(row * head.dimension, (row + 1) * head.dimension)) };
}

function without(page: Page, ids: Pick<ReadonlySet<ItemId>, 'has'>): Page {
  const stays = page.ids.map((id) => !ids.has(id));
  return { ...page, ids: page.ids.filter((_, row) => stays[row]), rows: page.rows.filter((_, row) => stays[row]) };
}

/** A page without rows leaves the database. */
async function writePage(transaction: Transaction<'readwrite'>, { key, space, dimension, ids, rows }: Page): Promise<void> {
  const [heads, data] = [transaction.objectStore('vector-ids'), transaction.objectStore('vector-data')];
  if (ids.length === 0) {
    if (key !== undefined) await Promise.all([heads.delete(key), data.delete(key)]);
    return;
  }
  const joined = new Float32Array(ids.length * dimension);
  rows.forEach((row, i) => joined.set(row, i * dimension));
  const at = await heads.put({ space, dimension, ids }, key);
  await data.put(joined, at);
}
