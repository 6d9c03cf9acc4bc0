// What the passes of radix select share; stands before each select-*.wgsl, after request.wgsl.
// Shapes: six digits, one threshold. Twin of the writer digitWords in src/kernels/gpu/request-data.ts.

// A run of bits of the 64-bit key: high word = score key, low word = ~row.
struct Digit {
  low_word: u32,     // 1: the digit is of the low word
  shift: u32,
  high_above: u32,   // bits above the digit, which must equal the threshold's
  low_above: u32,
  bins_below: u32,   // values of the digit − 1
}

// The key of the K-th candidate, found digit by digit from above.
struct Threshold {
  high: u32,
  low: u32,
  remaining: u32,    // results still to be found at or below the prefix
}
