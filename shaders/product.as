/**
 * Dense matrix products in WebAssembly SIMD128, f32:
 *
 *   c[i,j] = Σ_k a[i,k] · b[k,j]        a [m,k], b [k,n], c [m,n], all row-major
 *
 * `b` is first laid out in panels of eight columns, [⌈n/8⌉][k][8], so that the inner loop reads it in order; four rows of
 * `a` share each load of it. Columns of the last panel beyond n are computed from zeros and left out.
 */

const PANEL: u32 = 8;

/** Lays out b [k,n] in panels; the last is padded with zeros. */
export function layOut(k: u32, n: u32, b: usize, panels: usize): void {
  for (let from: u32 = 0; from < n; from += PANEL) {
    const width = min(PANEL, n - from);
    for (let row: u32 = 0; row < k; row++, panels += PANEL << 2) {
      const at = b + ((<usize>row * n + from) << 2);
      if (width === PANEL) {
        v128.store(panels, v128.load(at));
        v128.store(panels, v128.load(at, 16), 16);
      } else {
        for (let column: u32 = 0; column < PANEL; column++) store<f32>(panels + (column << 2), column < width ? load<f32>(at + (column << 2)) : 0);
      }
    }
  }
}

/** Writes `width` of eight numbers. */
@inline
function put(at: usize, low: v128, high: v128, width: u32): void {
  if (width === PANEL) {
    v128.store(at, low);
    v128.store(at, high, 16);
    return;
  }
  if (width >= 4) v128.store(at, low);
  const rest = width >= 4 ? high : low;
  const first: u32 = width & 4;
  if (width > first) store<f32>(at + (first << 2), f32x4.extract_lane(rest, 0));
  if (width > first + 1) store<f32>(at + (first << 2), f32x4.extract_lane(rest, 1), 4);
  if (width > first + 2) store<f32>(at + (first << 2), f32x4.extract_lane(rest, 2), 8);
}

/** @param a padded to a multiple of four rows */
export function multiply(m: u32, k: u32, n: u32, a: usize, panels: usize, c: usize): void {
  const stride = <usize>k << 2;
  for (let from: u32 = 0; from < n; from += PANEL, panels += <usize>k * PANEL << 2) {
    const width = min(PANEL, n - from);
    for (let row: u32 = 0; row < m; row += 4) {
      let p0 = f32x4.splat(0), p1 = f32x4.splat(0), q0 = f32x4.splat(0), q1 = f32x4.splat(0);
      let r0 = f32x4.splat(0), r1 = f32x4.splat(0), s0 = f32x4.splat(0), s1 = f32x4.splat(0);
      let at = a + <usize>row * stride;
      for (let panel = panels, end = panels + (<usize>k * PANEL << 2); panel < end; panel += PANEL << 2, at += 4) {
        const low = v128.load(panel), high = v128.load(panel, 16);
        let x = v128.load32_splat(at);
        p0 = f32x4.add(p0, f32x4.mul(x, low)); p1 = f32x4.add(p1, f32x4.mul(x, high));
        x = v128.load32_splat(at + stride);
        q0 = f32x4.add(q0, f32x4.mul(x, low)); q1 = f32x4.add(q1, f32x4.mul(x, high));
        x = v128.load32_splat(at + 2 * stride);
        r0 = f32x4.add(r0, f32x4.mul(x, low)); r1 = f32x4.add(r1, f32x4.mul(x, high));
        x = v128.load32_splat(at + 3 * stride);
        s0 = f32x4.add(s0, f32x4.mul(x, low)); s1 = f32x4.add(s1, f32x4.mul(x, high));
      }
      const rows = m - row;
      const to = c + ((<usize>row * n + from) << 2);
      put(to, p0, p1, width);
      if (rows > 1) put(to + (<usize>n << 2), q0, q1, width);
      if (rows > 2) put(to + (<usize>n << 3), r0, r1, width);
      if (rows > 3) put(to + <usize>n * 12, s0, s1, width);
    }
  }
}
