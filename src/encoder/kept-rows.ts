import type { NodeParts } from './node-parts.ts';

const MAGIC = 0x56545441; // ATTV
const FORMAT = 1;
const HEADER_BYTES = 48, KEY_BYTES = 16;
const DIGEST_AT = 16;
/** Rows of one file, and how long a row waits for its file to be full: what a killed run loses. */
const MOST_ROWS = 2048, MOST_WAIT_MS = 5000;
/** Of all files under one root: 700,000 texts of 384 dimensions. */
const MOST_BYTES = 2 ** 30;
const ENDING = '.rows';

/** A vector as it was read, and what share of its text the model did not know. */
export interface KeptRow {
  vector: Float32Array;
  unknownShare: number;
}

/**
 * Vectors by key in a folder of files that each appear at once and whole:
 *
 *   'ATTV' | format | dimension | rows (u32 each) | SHA-256 of the rest | keys [rows][16] | unknown shares, f32 | vectors, f32 [rows, D]
 *
 * It never throws: a file that is damaged, cut off or of another form is passed over, and a folder that refuses costs the
 * reading, not a failure. Once all folders of the root hold more than `mostBytes`, the files that were longest of no use go.
 */
export class KeptRows {
  readonly #node: NodeParts;
  readonly #root: string;
  readonly #folder: string;
  readonly #dimension: number;
  readonly #mostBytes: number;
  /** Where each key is; made when first asked for. */
  #places: Map<string, { file: string; row: number }> | null = null;
  #pending = new Map<string, KeptRow>();
  #since = 0;

  /** @param scope names what made the vectors: those of another scope are never seen */
  constructor(node: NodeParts, root: string, scope: string, dimension: number, mostBytes = MOST_BYTES) {
    this.#node = node;
    this.#root = root;
    this.#folder = node.path.join(root, scope);
    this.#dimension = dimension;
    this.#mostBytes = mostBytes;
  }

  /** Gives each row that is here to `found`, with its place among `keys`. */
  async read(keys: readonly string[], found: (place: number, row: KeptRow) => void): Promise<void> {
    const known = (this.#places ??= await this.#index());
    const wanted = new Map<string, { place: number; row: number }[]>();
    for (const [place, key] of keys.entries()) {
      const at = known.get(key);
      if (!at) continue;
      if (!wanted.has(at.file)) wanted.set(at.file, []);
      wanted.get(at.file)!.push({ place, row: at.row });
    }
    const now = new Date();
    for (const [file, rows] of wanted) {
      const held = await this.#open(file);
      if (!held) continue; // Deleted meanwhile by another run.
      for (const { place, row } of rows) found(place, held.at(row));
      await this.#node.fs.utimes(file, now, now).catch(() => undefined);
    }
  }

  /** Keeps a row, in a file once there are enough or it has waited long. */
  async add(key: string, row: KeptRow): Promise<void> {
    if (this.#pending.size === 0) this.#since = performance.now();
    this.#pending.set(key, row);
    if (this.#pending.size >= MOST_ROWS || performance.now() - this.#since > MOST_WAIT_MS) await this.#write();
  }

  /** Writes what waits, and makes room. */
  async settle(): Promise<void> {
    if (this.#pending.size === 0) return;
    await this.#write();
    await this.#makeRoom().catch(() => undefined);
  }

  async #index(): Promise<Map<string, { file: string; row: number }>> {
    const places = new Map<string, { file: string; row: number }>();
    for (const name of await this.#node.fs.readdir(this.#folder).catch(() => [])) {
      if (!name.endsWith(ENDING)) continue;
      const file = this.#node.path.join(this.#folder, name);
      const held = await this.#open(file);
      held?.keys.forEach((key, row) => places.set(key, { file, row }));
    }
    return places;
  }

  async #open(file: string): Promise<{ keys: string[]; at(row: number): KeptRow } | null> {
    const bytes = await this.#node.fs.readFile(file).catch(() => null);
    if (!bytes || bytes.length < HEADER_BYTES) return null;
    const dimension = this.#dimension;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const rows = view.getUint32(12, true);
    const [sharesAt, vectorsAt] = [HEADER_BYTES + rows * KEY_BYTES, HEADER_BYTES + rows * (KEY_BYTES + 4)];
    const isOurs = view.getUint32(0, true) === MAGIC && view.getUint32(4, true) === FORMAT && view.getUint32(8, true) === dimension;
    if (!isOurs || bytes.length !== vectorsAt + rows * dimension * 4 || !this.#digestOf(bytes).equals(bytes.subarray(DIGEST_AT, HEADER_BYTES))) return null;
    return {
      keys: Array.from({ length: rows }, (_, row) => bytes.toString('hex', HEADER_BYTES + row * KEY_BYTES, HEADER_BYTES + (row + 1) * KEY_BYTES)),
      at: (row) => ({
        unknownShare: view.getFloat32(sharesAt + row * 4, true),
        vector: Float32Array.from({ length: dimension }, (_, d) => view.getFloat32(vectorsAt + (row * dimension + d) * 4, true)),
      }),
    };
  }

  async #write(): Promise<void> {
    const rows = [...this.#pending];
    this.#pending = new Map();
    const bytes = Buffer.alloc(HEADER_BYTES + rows.length * (KEY_BYTES + 4 + this.#dimension * 4));
    [MAGIC, FORMAT, this.#dimension, rows.length].forEach((word, n) => bytes.writeUInt32LE(word, n * 4));
    let at = HEADER_BYTES;
    for (const [key] of rows) at += bytes.write(key, at, 'hex');
    for (const [, { unknownShare }] of rows) at = bytes.writeFloatLE(unknownShare, at);
    for (const [, { vector }] of rows) for (const value of vector) at = bytes.writeFloatLE(value, at);
    this.#digestOf(bytes).copy(bytes, DIGEST_AT);
    const { fs, path } = this.#node;
    const file = path.join(this.#folder, `${crypto.randomUUID()}${ENDING}`);
    try {
      await fs.mkdir(this.#folder, { recursive: true });
      await fs.writeFile(`${file}.new`, bytes);
      await fs.rename(`${file}.new`, file);
      rows.forEach(([key], row) => this.#places?.set(key, { file, row }));
    } catch {
      await fs.rm(`${file}.new`, { force: true }).catch(() => undefined); // A full disk: it is read again the next time.
    }
  }

  #digestOf(bytes: Buffer): Buffer {
    return this.#node.crypto.createHash('sha256').update(bytes.subarray(HEADER_BYTES)).digest();
  }

  async #makeRoom(): Promise<void> {
    const { fs, path } = this.#node;
    const files: { file: string; size: number; usedMs: number }[] = [];
    for (const scope of await fs.readdir(this.#root)) {
      for (const name of await fs.readdir(path.join(this.#root, scope)).catch(() => [])) {
        const file = path.join(this.#root, scope, name);
        const entry = await fs.stat(file).catch(() => null);
        if (entry?.isFile()) files.push({ file, size: entry.size, usedMs: entry.mtimeMs });
      }
    }
    let held = files.reduce((sum, { size }) => sum + size, 0);
    for (const { file, size } of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (held <= this.#mostBytes) break;
      await fs.rm(file, { force: true });
      held -= size;
    }
  }
}
