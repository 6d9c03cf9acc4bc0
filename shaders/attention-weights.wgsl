// The attention weights of a few picked rows over all events, recomputed by the arithmetic of attention-scores.wgsl.
//
//   s[c,h] = scale[c]·scale[h]·(q[c]·key[h]), 0 across spaces    weight[head,c,h] = mass / Σ mass, 0 where no event counts
//   mass   = e^(logit − m), or e^bias[h]·σ(s/τ − θ)
//
// One workgroup a picked row; its lanes share the events. Dots are exact in i32.
// Shapes: picked [rows in this shard] (row in the shard, place in the result) → similarities [rows, H],
// weights [heads, rows, H]; request.rows counts the rows of the whole result.
// Limits: 64 invocations, 256 bytes of workgroup memory, 7 storage buffers.
// Twin: weigh in src/kernels/plain-kernels.ts.

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<uniform> shard: Shard;
@group(0) @binding(2) var<storage, read> candidates: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read> candidate_scale_space: array<vec2<u32>>;
@group(0) @binding(4) var<storage, read> history: array<vec4<u32>>;
@group(0) @binding(5) var<storage, read> quads: array<EventQuad>;
@group(0) @binding(6) var<storage, read> picked: array<vec2<u32>>;
@group(0) @binding(7) var<storage, read_write> similarities: array<f32>;
@group(0) @binding(8) var<storage, read_write> weights: array<f32>;

// Weights whose sum is below this are none (LEAST_MASS in src/kernels/kernels.ts).
const LEAST_MASS = 1e-30;

var<workgroup> parts: array<f32, 64>;

fn highest(lane: u32, value: f32) -> f32 {
  parts[lane] = value;
  for (var width = 32u; width > 0u; width >>= 1u) {
    workgroupBarrier();
    if (lane < width) { parts[lane] = max(parts[lane], parts[lane + width]); }
  }
  return workgroupUniformLoad(&parts[0]);
}

fn total(lane: u32, value: f32) -> f32 {
  parts[lane] = value;
  for (var width = 32u; width > 0u; width >>= 1u) {
    workgroupBarrier();
    if (lane < width) { parts[lane] += parts[lane + width]; }
  }
  return workgroupUniformLoad(&parts[0]);
}

fn products(a: u32, b: u32) -> i32 {
  let x = bitcast<i32>(a);
  let y = bitcast<i32>(b);
  return extractBits(x, 0u, 8u) * extractBits(y, 0u, 8u) + extractBits(x, 8u, 8u) * extractBits(y, 8u, 8u)
    + extractBits(x, 16u, 8u) * extractBits(y, 16u, 8u) + extractBits(x, 24u, 8u) * extractBits(y, 24u, 8u);
}

fn similarity(row: u32, event: u32) -> f32 {
  let scale_space = candidate_scale_space[shard.first_row + row];
  if (scale_space.y != quads[event >> 2u].space[event & 3u]) { return 0.0; }
  var dot = 0;
  for (var chunk = 0u; chunk < request.chunks; chunk++) {
    let q = candidates[((row >> 6u) * request.chunks + chunk) * 64u + (row & 63u)];
    let k = history[((event >> 6u) * request.chunks + chunk) * 64u + (event & 63u)];
    dot += products(q.x, k.x) + products(q.y, k.y) + products(q.z, k.z) + products(q.w, k.w);
  }
  return f32(dot) * (bitcast<f32>(scale_space.x) * quads[event >> 2u].scale[event & 3u]);
}

fn activated(mode: u32, x: f32) -> f32 {
  if (mode == RELU) { return max(x, 0.0); }
  let e = exp(-abs(x));
  return select(1.0, e, x < 0.0) / (1.0 + e);
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let group = workgroup.y * workgroups.x + workgroup.x;
  if (group >= shard.picked) { return; }
  let row = picked[group].x;
  let place = picked[group].y;
  for (var event = lane; event < request.events; event += 64u) { similarities[place * request.events + event] = similarity(row, event); }
  for (var head = 0u; head < request.heads; head++) {
    let to = (head * request.rows + place) * request.events;
    let inverse = request.inverse_temperature[head];
    let mode = request.mode[head];
    // Each lane reads again only what it wrote itself, so no barrier is due between the loops.
    var top = LOWEST;
    for (var event = lane; event < request.events && mode < SIGMOID; event += 64u) {
      let bias = quads[event >> 2u].bias[head][event & 3u];
      if (bias > MASKED_BELOW) { top = max(top, similarities[place * request.events + event] * inverse + bias); }
    }
    top = highest(lane, top);
    var sum = 0.0;
    for (var event = lane; event < request.events; event += 64u) {
      let bias = quads[event >> 2u].bias[head][event & 3u];
      var mass = 0.0;
      let x = similarities[place * request.events + event] * inverse;
      if (mode >= SIGMOID) { mass = bias * activated(mode, x - request.threshold[head]); } else if (bias > MASKED_BELOW) { mass = exp(x + bias - top); }
      weights[to + event] = mass;
      sum += mass;
    }
    sum = total(lane, sum);
    let share = select(0.0, 1.0 / max(sum, LEAST_MASS), sum >= LEAST_MASS);
    for (var event = lane; event < request.events; event += 64u) { weights[to + event] *= share; }
  }
}
