// One pass of radix select: how many candidates have each value of the digit under the threshold's prefix.
//
// The full key is 64 bits and unique: high word = score key (blend-scores.wgsl), low word = ~row. So the best K are score
// descending, then row ascending, whatever the order in which atomics arrive. Six digits: 11, 11, 10 bits of either word.
// Candidates with score key 0 do not take part.
// Shapes: keys [C] → histogram [2048]. One workgroup: 2,048 candidates.
// Limits: 256 invocations, 8 KiB of workgroup memory, 3 storage buffers. Twin: src/kernels/select-top.ts.

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<uniform> digit: Digit;
@group(0) @binding(2) var<storage, read> keys: array<u32>;
@group(0) @binding(3) var<storage, read> threshold: Threshold;
@group(0) @binding(4) var<storage, read_write> histogram: array<atomic<u32>>;

var<workgroup> local: array<atomic<u32>, 2048>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let first = (workgroup.y * workgroups.x + workgroup.x) * 2048u;
  for (var i = lane; i < 2048u; i += 256u) {
    let row = first + i;
    if (row < request.rows) {
      let high = keys[row];
      let low = ~row;
      let fits = ((high ^ threshold.high) & digit.high_above) == 0u && ((low ^ threshold.low) & digit.low_above) == 0u;
      if (high != 0u && fits) { atomicAdd(&local[(select(high, low, digit.low_word == 1u) >> digit.shift) & digit.bins_below], 1u); }
    }
  }
  workgroupBarrier();
  for (var bin = lane; bin < 2048u; bin += 256u) {
    let count = atomicLoad(&local[bin]);
    if (count > 0u) { atomicAdd(&histogram[bin], count); }
  }
}
