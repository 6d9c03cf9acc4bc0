// One pass of radix select: walks the histogram from the highest digit down to the one that holds the K-th candidate,
// writes that digit into the threshold, and clears the histogram for the next pass.
//
// Fewer candidates than results: the digit is 0 and `remaining` is set beyond reach, so every later digit is 0 too and the
// threshold lets all pass.
// Shapes: histogram [2048]. One workgroup. Limits: 256 invocations, 1 KiB of workgroup memory, 2 storage buffers.
// Twin: src/kernels/select-top.ts.

@group(0) @binding(0) var<uniform> digit: Digit;
@group(0) @binding(1) var<storage, read_write> threshold: Threshold;
@group(0) @binding(2) var<storage, read_write> histogram: array<u32>;

// Eight bins a lane.
var<workgroup> sums: array<u32, 256>;

fn pick() {
  var left = threshold.remaining;
  var lane = 256u;
  while (lane > 0u && sums[lane - 1u] < left) {
    lane--;
    left -= sums[lane];
  }
  if (lane == 0u) {
    threshold.remaining = 0xffffffffu;
    return;
  }
  var bin = lane * 8u - 1u;
  while (histogram[bin] < left) {
    left -= histogram[bin];
    bin--;
  }
  threshold.remaining = left;
  if (digit.low_word == 1u) { threshold.low |= bin << digit.shift; } else { threshold.high |= bin << digit.shift; }
}

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) lane: u32) {
  var sum = 0u;
  for (var i = 0u; i < 8u; i++) { sum += histogram[lane * 8u + i]; }
  sums[lane] = sum;
  workgroupBarrier();
  if (lane == 0u) { pick(); }
  storageBarrier();
  for (var i = 0u; i < 8u; i++) { histogram[lane * 8u + i] = 0u; }
}
