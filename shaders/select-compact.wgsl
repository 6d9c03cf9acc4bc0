// Gathers the candidates at or above the threshold, with what the caller wants to know of each.
//
// Keys are unique, so exactly min(K, candidates that take part) pass. They arrive in any order; the caller sorts these few
// by the same total order (src/kernels/gpu/read-winners.ts).
// Shapes: keys [C], scores [C], readouts [heads][C] → winners [≤ K]. One thread a candidate.
// Limits: 256 invocations, 5 storage buffers. Twin: src/kernels/select-top.ts.

struct Winner {
  row: u32,
  score: u32,             // bits
  unused: vec2<u32>,
  readouts: vec4<f32>,    // by head; 0 beyond the request's heads
}

struct Winners {
  count: atomic<u32>,
  list: array<Winner>,
}

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<storage, read> keys: array<u32>;
@group(0) @binding(2) var<storage, read> scores: array<u32>;
@group(0) @binding(3) var<storage, read> readouts: array<f32>;
@group(0) @binding(4) var<storage, read> threshold: Threshold;
@group(0) @binding(5) var<storage, read_write> winners: Winners;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (workgroup.y * workgroups.x + workgroup.x) * 256u + lane;
  if (row >= request.rows) { return; }
  let key = keys[row];
  if (key == 0u || key < threshold.high || (key == threshold.high && ~row < threshold.low)) { return; }
  let at = atomicAdd(&winners.count, 1u);
  if (at >= request.k) { return; }
  var read = vec4<f32>(0.0);
  for (var head = 0u; head < request.heads; head++) { read[head] = readouts[head * request.rows + row]; }
  winners.list[at] = Winner(row, scores[row], vec2<u32>(0u), read);
}
