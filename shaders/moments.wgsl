// Mean and population deviation of each head's readouts over the sample.
//
//   mean = p + Σ (x − p)/n      deviation = √(Σ (x − mean)²/n),  p the first sampled readout, which keeps the sums small
//   a deviation of at most 1e-5·max(1, |mean|) is rounding and reads 0; without a sample: 0 and 1
//
// Shapes: readouts [heads][C], sample [sample_rows] → moments [heads]. One workgroup a head.
// Limits: 256 invocations, 1 KiB of workgroup memory, 3 storage buffers. Twin: src/kernels/moments.ts.

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<storage, read> readouts: array<f32>;
@group(0) @binding(2) var<storage, read> sampled: array<u32>;
@group(0) @binding(3) var<storage, read_write> moments: array<vec2<f32>>;

const LEAST_DEVIATION = 1e-5;

var<workgroup> parts: array<f32, 256>;

fn total(lane: u32, value: f32) -> f32 {
  parts[lane] = value;
  for (var width = 128u; width > 0u; width >>= 1u) {
    workgroupBarrier();
    if (lane < width) { parts[lane] += parts[lane + width]; }
  }
  return workgroupUniformLoad(&parts[0]);
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let head = workgroup.x;
  if (request.sample_rows == 0u) {
    if (lane == 0u) { moments[head] = vec2<f32>(0.0, 1.0); }
    return;
  }
  let base = head * request.rows;
  let count = f32(request.sample_rows);
  let pivot = readouts[base + sampled[0]];
  var sum = 0.0;
  for (var i = lane; i < request.sample_rows; i += 256u) { sum += readouts[base + sampled[i]] - pivot; }
  let mean = pivot + total(lane, sum) / count;
  var squares = 0.0;
  for (var i = lane; i < request.sample_rows; i += 256u) {
    let difference = readouts[base + sampled[i]] - mean;
    squares += difference * difference;
  }
  let deviation = sqrt(total(lane, squares) / count);
  if (lane == 0u) { moments[head] = vec2<f32>(mean, select(0.0, deviation, deviation > LEAST_DEVIATION * max(1.0, abs(mean)))); }
}
