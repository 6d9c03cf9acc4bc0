import type { Matrix } from '../../domain/matrix.ts';

/** A matrix as NumPy's format 1.0: float32, little endian, C order, shape [rows, dimension]. */
export function npyOf({ data, rows, dimension }: Matrix): Uint8Array {
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${dimension}), }`;
  // Magic (6), version (2), length (2), then the header: all together a multiple of 64, ending in a line feed.
  const header = `${described.padEnd(Math.ceil((10 + described.length + 1) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + header.length + data.length * 4);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  data.forEach((value, i) => view.setFloat32(10 + header.length + i * 4, value, true));
  return bytes;
}
