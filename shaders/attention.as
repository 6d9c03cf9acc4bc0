/**
 * Attention of a slice of the catalog over a history, in WebAssembly SIMD128.
 *
 *   s[c,h]  = scale[c] · scale[h] · (q[c] · key[h])       int8 × int16 products summed in i32: exact; 0 across spaces
 *   t[c,h]  = likewise with value[h], or s
 *   softmax : logit = s / τ + bias[h]                     for the events that a head sees
 *             m, l, y = max logit,  Σ e^(logit − m),  Σ e^(logit − m) · t
 *             merged: m' = max(m₁, m₂)   l' = l₁·e^(m₁ − m') + l₂·e^(m₂ − m')   y' likewise
 *   σ       : y = Σ e^bias[h] · σ(s / τ − θ) · t,   σ(x) = 1 / (1 + e^−x) or max(0, x);   merged: y' = y₁ + y₂
 *
 * Four candidates at a time: a lane is a candidate. Catalog blocks are [block][D/16][64][16] int8; the history is widened to
 * [group of 4][D/16][4][16] int16. All numbers beside are byte addresses; each lies at a multiple of 16.
 */

/** Candidates of a block; `BLOCK_ROWS` of src/domain/matrix.ts. */
const BLOCK_ROWS: usize = 64;
/** Bytes of one depth step of 16 in a block, and in a group of the history. */
const BLOCK_STEP: usize = BLOCK_ROWS * 16;
const GROUP_STEP: usize = 4 * 16 * 2;
/** The top of a head that has seen nothing. */
const NOTHING: f32 = -3e38;
/** Terms that are summed in f32 before f64 takes them. */
const RUN: u32 = 64;
/** Bytes from one head to the next, and its activations. */
const HEAD_BYTES: usize = 36;
const SOFTMAX: u32 = 0;
const SIGMOID: u32 = 1;

/** One head: the events that it sees, and where its state goes, f32 [C] each. */
@unmanaged
class Head {
  visible: u32;
  /** u32 [visible] and f32 [visible]: nats for softmax, e^nats for the others. */
  events: u32;
  bias: u32;
  inverseTemperature: f32;
  top: u32;
  sum: u32;
  weighted: u32;
  activation: u32;
  threshold: f32;
}

/** e^x for x in [−87, 0]: x = n·ln 2 + r, a polynomial of degree 5 in r; relative error below 2.3e-7. */
@inline
function exp(x: v128): v128 {
  const clamped = f32x4.max(x, f32x4.splat(-87.0));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)));
  const r = f32x4.add(f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let p = f32x4.splat(0.00829761662);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.0419156291));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.166675761));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.499988914));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.999999702));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.00000012));
  return i32x4.add(p, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23));
}

/** Four sums of four lanes each, as one vector. */
@inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return i32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

/**
 * sum + q · event, 16 of the depth.
 *
 * @param low, high  q widened, which relaxed SIMD leaves alone
 */
@inline
function addDots(sum: v128, q: v128, low: v128, high: v128, at: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    const sign = v128.load(at, 16);
    return i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.sub(v128.xor(q, sign), sign), v128.load(at), sum);
  }
  return i32x4.add(sum, i32x4.add(i32x4.dot_i16x8_s(low, v128.load(at)), i32x4.dot_i16x8_s(high, v128.load(at, 16))));
}

@inline
function storeSimilarity(at: usize, dot: v128, scales: v128, spaces: v128, scale: f32, space: i32): void {
  const s = f32x4.mul(f32x4.convert_i32x4_s(dot), f32x4.mul(scales, f32x4.splat(scale)));
  v128.store(at, v128.and(s, i32x4.eq(spaces, i32x4.splat(space))));
}

/**
 * Cosines of four candidates with every event: f32 [groups · 4][4 candidates].
 *
 * @param rows     the first candidate's first 16 int8, the other three behind it
 * @param step     bytes from there to the next 16 of the depth
 * @param history  widened events
 * @param steps    depth / 16
 * @param groups   ⌈H/4⌉
 * @param eventScales, eventSpaces  f32 and i32 [groups · 4]; the space of padding is one that no candidate has
 */
function similarities(rows: usize, step: usize, history: usize, steps: u32, groups: u32, scales: v128, spaces: v128, eventScales: usize, eventSpaces: usize, out: usize): void {
  for (let group: u32 = 0; group < groups; group++) {
    let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
    let b0 = i32x4.splat(0), b1 = i32x4.splat(0), b2 = i32x4.splat(0), b3 = i32x4.splat(0);
    let c0 = i32x4.splat(0), c1 = i32x4.splat(0), c2 = i32x4.splat(0), c3 = i32x4.splat(0);
    let d0 = i32x4.splat(0), d1 = i32x4.splat(0), d2 = i32x4.splat(0), d3 = i32x4.splat(0);
    for (let at = rows, i: u32 = 0; i < steps; i++, at += step, history += GROUP_STEP) {
      let q = v128.load(at);
      let low = i16x8.extend_low_i8x16_s(q), high = i16x8.extend_high_i8x16_s(q);
      a0 = addDots(a0, q, low, high, history); b0 = addDots(b0, q, low, high, history + 32);
      c0 = addDots(c0, q, low, high, history + 64); d0 = addDots(d0, q, low, high, history + 96);
      q = v128.load(at, 16); low = i16x8.extend_low_i8x16_s(q); high = i16x8.extend_high_i8x16_s(q);
      a1 = addDots(a1, q, low, high, history); b1 = addDots(b1, q, low, high, history + 32);
      c1 = addDots(c1, q, low, high, history + 64); d1 = addDots(d1, q, low, high, history + 96);
      q = v128.load(at, 32); low = i16x8.extend_low_i8x16_s(q); high = i16x8.extend_high_i8x16_s(q);
      a2 = addDots(a2, q, low, high, history); b2 = addDots(b2, q, low, high, history + 32);
      c2 = addDots(c2, q, low, high, history + 64); d2 = addDots(d2, q, low, high, history + 96);
      q = v128.load(at, 48); low = i16x8.extend_low_i8x16_s(q); high = i16x8.extend_high_i8x16_s(q);
      a3 = addDots(a3, q, low, high, history); b3 = addDots(b3, q, low, high, history + 32);
      c3 = addDots(c3, q, low, high, history + 64); d3 = addDots(d3, q, low, high, history + 96);
    }
    storeSimilarity(out, laneSums(a0, a1, a2, a3), scales, spaces, load<f32>(eventScales), load<i32>(eventSpaces));
    storeSimilarity(out + 16, laneSums(b0, b1, b2, b3), scales, spaces, load<f32>(eventScales, 4), load<i32>(eventSpaces, 4));
    storeSimilarity(out + 32, laneSums(c0, c1, c2, c3), scales, spaces, load<f32>(eventScales, 8), load<i32>(eventSpaces, 8));
    storeSimilarity(out + 48, laneSums(d0, d1, d2, d3), scales, spaces, load<f32>(eventScales, 12), load<i32>(eventSpaces, 12));
    out += 64; eventScales += 16; eventSpaces += 16;
  }
}

@inline
function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1));
}

@inline
function storeF64(at: usize, low: v128, high: v128): void {
  v128.store(at, i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5));
}

/**
 * Writes a head's state of four candidates, softmax in two passes.
 *
 * @param similarities, values  [groups · 4][4]: s, and what the weights read
 * @param merges whether the events come to those that the state has already
 */
function attend(head: Head, similarities: usize, values: usize, row: usize, merges: bool): void {
  const visible = head.visible;
  const tops = <usize>head.top + (row << 2), sums = <usize>head.sum + (row << 2), weights = <usize>head.weighted + (row << 2);
  if (visible === 0) {
    if (merges) return;
    v128.store(tops, f32x4.splat(NOTHING));
    v128.store(sums, f32x4.splat(0));
    v128.store(weights, f32x4.splat(0));
    return;
  }
  const inverse = f32x4.splat(head.inverseTemperature);
  const events = <usize>head.events, bias = <usize>head.bias;
  let top = f32x4.splat(NOTHING);
  for (let i: u32 = 0; i < visible; i++) {
    const s = v128.load(similarities + (<usize>load<u32>(events + (i << 2)) << 4));
    top = f32x4.max(top, f32x4.add(f32x4.mul(s, inverse), v128.load32_splat(bias + (i << 2))));
  }
  let sumLow = f64x2.splat(0), sumHigh = f64x2.splat(0), weightedLow = f64x2.splat(0), weightedHigh = f64x2.splat(0);
  if (merges) {
    const before = v128.load(tops);
    top = f32x4.max(top, before);
    const kept = exp(f32x4.sub(before, top));
    const sum = v128.load(sums), weighted = v128.load(weights);
    const keptLow = f64x2.promote_low_f32x4(kept), keptHigh = promoteHigh(kept);
    sumLow = f64x2.mul(f64x2.promote_low_f32x4(sum), keptLow);
    sumHigh = f64x2.mul(promoteHigh(sum), keptHigh);
    weightedLow = f64x2.mul(f64x2.promote_low_f32x4(weighted), keptLow);
    weightedHigh = f64x2.mul(promoteHigh(weighted), keptHigh);
  }
  for (let from: u32 = 0; from < visible; from += RUN) {
    const to = min(visible, from + RUN);
    let sum = f32x4.splat(0), weighted = f32x4.splat(0);
    for (let i = from; i < to; i++) {
      const event = <usize>load<u32>(events + (i << 2)) << 4;
      const mass = exp(f32x4.sub(f32x4.add(f32x4.mul(v128.load(similarities + event), inverse), v128.load32_splat(bias + (i << 2))), top));
      sum = f32x4.add(sum, mass);
      weighted = f32x4.add(weighted, f32x4.mul(mass, v128.load(values + event)));
    }
    sumLow = f64x2.add(sumLow, f64x2.promote_low_f32x4(sum));
    sumHigh = f64x2.add(sumHigh, promoteHigh(sum));
    weightedLow = f64x2.add(weightedLow, f64x2.promote_low_f32x4(weighted));
    weightedHigh = f64x2.add(weightedHigh, promoteHigh(weighted));
  }
  v128.store(tops, top);
  storeF64(sums, sumLow, sumHigh);
  storeF64(weights, weightedLow, weightedHigh);
}

/** σ(x); of the sigmoid through e^−|x|, so that no power leaves f32. */
@inline
function activate(activation: u32, x: v128): v128 {
  if (activation !== SIGMOID) return f32x4.max(x, f32x4.splat(0));
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const isNegative = f32x4.lt(x, f32x4.splat(0));
  return f32x4.div(v128.bitselect(e, f32x4.splat(1), isNegative), f32x4.add(f32x4.splat(1), e));
}

/** As `attend`, for the activations that weigh each event by itself: they leave y alone. */
function accumulate(head: Head, similarities: usize, values: usize, row: usize, merges: bool): void {
  const inverse = f32x4.splat(head.inverseTemperature), threshold = f32x4.splat(head.threshold);
  const events = <usize>head.events, bias = <usize>head.bias, at = <usize>head.weighted + (row << 2);
  let low = f64x2.splat(0), high = f64x2.splat(0);
  if (merges) {
    const before = v128.load(at);
    low = f64x2.promote_low_f32x4(before);
    high = promoteHigh(before);
  }
  for (let from: u32 = 0; from < head.visible; from += RUN) {
    const to = min(head.visible, from + RUN);
    let sum = f32x4.splat(0);
    for (let i = from; i < to; i++) {
      const event = <usize>load<u32>(events + (i << 2)) << 4;
      const x = f32x4.sub(f32x4.mul(v128.load(similarities + event), inverse), threshold);
      const weight = f32x4.mul(v128.load32_splat(bias + (i << 2)), activate(head.activation, x));
      sum = f32x4.add(sum, f32x4.mul(weight, v128.load(values + event)));
    }
    low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
    high = f64x2.add(high, promoteHigh(sum));
  }
  storeF64(at, low, high);
}

/**
 * Writes every head's state of the candidates `from` … `to`, both multiples of 4.
 *
 * @param blocks   the catalog
 * @param scales, spaces  f32 and i32 [C padded to blocks]; the space of padding and of rows of none is one that no event has
 * @param history, eventScales, eventSpaces  the keys
 * @param values, valueScales, valueSpaces   likewise; `values` is 0 where the keys are read
 * @param scratch  [2][groups · 4][4] f32
 * @param heads    `count` of them
 * @param merges   whether the events come to those that the states have already
 */
export function attendRows(from: u32, to: u32, steps: u32, blocks: usize, scales: usize, spaces: usize, groups: u32, history: usize, eventScales: usize, eventSpaces: usize, values: usize, valueScales: usize, valueSpaces: usize, scratch: usize, heads: usize, count: u32, merges: bool): void {
  const read = values === 0 ? scratch : scratch + (<usize>groups << 6);
  for (let row: usize = from; row < <usize>to; row += 4) {
    const rows = blocks + row / BLOCK_ROWS * BLOCK_STEP * steps + row % BLOCK_ROWS * 16;
    const ownScales = v128.load(scales + (row << 2)), ownSpaces = v128.load(spaces + (row << 2));
    similarities(rows, BLOCK_STEP, history, steps, groups, ownScales, ownSpaces, eventScales, eventSpaces, scratch);
    if (values !== 0) similarities(rows, BLOCK_STEP, values, steps, groups, ownScales, ownSpaces, valueScales, valueSpaces, read);
    for (let n: u32 = 0; n < count; n++) {
      const head = changetype<Head>(heads + <usize>n * HEAD_BYTES);
      if (head.activation === SOFTMAX) attend(head, scratch, read, row, merges);
      else accumulate(head, scratch, read, row, merges);
    }
  }
}
