import type { Catalog } from '../catalog/catalog.ts';
import type { CompleteRequest } from '../domain/complete-request.ts';
import type { EventId, HistoryEvent } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import { dequantise, type Matrix, rowOf, spacesAsIn } from '../domain/matrix.ts';
import type { WordExplanation } from '../domain/word-explanation.ts';
import { encodeViews } from '../encoder/encode-items.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { openLexicon } from '../encoder/hashed-lexicon.ts';
import { type OccludedPart, occludeItem } from '../encoder/occlude-item.ts';
import { summaryOf } from './because.ts';
import type { EncoderHost } from './encoder-host.ts';
import type { HistoryKeys } from './history-keys.ts';
import type { LearnedVectors } from './learned-vectors.ts';
import type { ListMaker } from './list-maker.ts';

/** Items whose shortened texts' vectors are kept: going from event to event then costs nothing. */
const KEPT_ITEMS = 16;

type Reader = Pick<Encoder, 'encode'>;

interface ReadItem {
  parts: OccludedPart[];
  /** [views, D] as they would be ranked. */
  rows: Matrix;
}

export interface WordExplainerParts {
  catalog: Catalog;
  keys: HistoryKeys;
  lists: Pick<ListMaker, 'explain'>;
  queriesOf: LearnedVectors['queriesOf'];
  encoder: Pick<EncoderHost, 'current' | 'model'>;
}

/** Tells which words of an item liken it to an event, by leaving out each and reading the rest again. */
export class WordExplainer {
  #parts: WordExplainerParts;
  #lexicon: Reader | null;
  /** Of one reader, least recently asked for first; nothing of a history. */
  #read = new Map<ItemId, ReadItem>();
  #reader: Reader | null = null;

  constructor(parts: WordExplainerParts) {
    this.#parts = parts;
    this.#lexicon = lexiconReader(parts.catalog);
  }

  /**
   * @param eventId the strongest event of the item's explanation unless given
   * @throws {RangeError} when the catalog lacks the item or the history the event; what encoding throws
   */
  async explain(id: ItemId, eventId: EventId | undefined, events: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<WordExplanation> {
    const { catalog, keys, encoder } = this.#parts;
    const row = catalog.rowOf(id);
    if (row === undefined) throw new RangeError(`explainWords: expected an item of the catalog, got ${JSON.stringify(id)}`);
    const event = await this.#event(id, eventId, events, request, signal);
    if (!event) return { id, reader: 'no-event', similarity: 0, parts: [] };
    const told = { id, event: summaryOf(event, (of) => this.#itemOf(of)) };
    const key = keys.history([event]).keys;
    const lexical = this.#lexicon !== null && key.rows > 0 && isLexical(catalog, key.spaceOf[0]) && key.spaceOf[0] === catalog.vectors.spaceOf[row];
    const reader = lexical ? this.#lexicon : encoder.current;
    if (!reader) return { ...told, reader: encoder.model === null ? 'no-model' : 'no-encoder', similarity: 0, parts: [] };
    const { parts, rows } = await this.#readItem(reader, row, signal);
    // An event whose text still waits has no place to be compared with.
    if (key.rows === 0 || rows.spaceOf[0] !== key.spaceOf[0]) return { ...told, reader: 'other-space', similarity: 0, parts: [] };
    const target = rowOf(dequantise(key), 0);
    const similarity = (view: number): number => (rows.spaceOf[view] === key.spaceOf[0] ? dot(rowOf(rows, view), target) : 0);
    return {
      ...told,
      reader: lexical ? 'lexicon' : 'encoder',
      similarity: similarity(0),
      parts: parts.map(({ field, text, view }) => ({ field, text, ...(view !== undefined && { without: similarity(view) }) })),
    };
  }

  async #event(id: ItemId, eventId: EventId | undefined, events: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<HistoryEvent | undefined> {
    const wanted = eventId ?? (await this.#parts.lists.explain(id, events, request, signal)).events.find(({ share }) => share > 0)?.id;
    const event = events.find((each) => each.id === wanted);
    if (eventId !== undefined && !event) throw new RangeError(`explainWords: expected an event of the history, got ${JSON.stringify(eventId)}`);
    return event;
  }

  async #readItem(reader: Reader, row: number, signal: AbortSignal): Promise<ReadItem> {
    const { items, vectors: { spaces } } = this.#parts.catalog;
    const item = items[row];
    if (this.#reader !== reader) this.#read.clear();
    this.#reader = reader;
    const known = this.#read.get(item.id);
    if (known) return known;
    const { parts, views } = occludeItem(item);
    const { matrix } = await encodeViews(reader, views, { signal });
    const read: ReadItem = { parts, rows: this.#parts.queriesOf({ ...matrix, spaces, spaceOf: spacesAsIn(matrix, spaces) }, row) };
    // Another encoder may have come while this one read.
    if (this.#reader === reader) this.#keep(item.id, read);
    return read;
  }

  #keep(id: ItemId, read: ReadItem): void {
    this.#read.set(id, read);
    if (this.#read.size > KEPT_ITEMS) this.#read.delete(this.#read.keys().next().value!);
  }

  #itemOf(id: ItemId): Item | undefined {
    const row = this.#parts.catalog.rowOf(id);
    return row === undefined ? undefined : this.#parts.catalog.items[row];
  }
}

/** The catalog's lexicon as a reader: it needs no model. */
function lexiconReader({ lexicon: table, vectors: { dimension } }: Catalog): Reader | null {
  if (!table) return null;
  const lexicon = openLexicon(table, dimension);
  return {
    encode: async (texts) => {
      const data = new Float32Array(texts.length * dimension);
      texts.forEach((text, row) => data.set(lexicon.vector(text), row * dimension));
      return { matrix: { data, rows: texts.length, dimension, spaces: [lexicon.space], spaceOf: new Uint8Array(texts.length) }, unknownShare: new Float32Array(texts.length) };
    },
  };
}

function isLexical({ vectors }: Catalog, space: number): boolean {
  return vectors.spaces[space]?.startsWith('lexical-') ?? false;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d], 0);
}
