// Scores from readouts, and the keys that top-k selects by.
//
//   score[c] = Σ_head blendWeight·(readout − mean)/deviation + prior[c]     a head with deviation 0 adds 0
//   key[c]   = the score's bits, monotone: ~bits if negative, bits with the sign set if not; 0 for a row that is
//              excluded or whose score is no finite number (its score then reads NaN). No finite score has key 0.
//
// Prior and score travel as bits, so that no float load meets a NaN, which GPUs may assume away.
// Shapes: readouts [heads][C], moments [heads], prior [C], excluded [⌈C/32⌉] → scores [C], keys [C].
// Limits: 256 invocations, 6 storage buffers. Twin: blend in src/kernels/plain-kernels.ts.

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<storage, read> readouts: array<f32>;
@group(0) @binding(2) var<storage, read> moments: array<vec2<f32>>;
@group(0) @binding(3) var<storage, read> prior: array<u32>;
@group(0) @binding(4) var<storage, read> excluded: array<u32>;
@group(0) @binding(5) var<storage, read_write> scores: array<u32>;
@group(0) @binding(6) var<storage, read_write> keys: array<u32>;

const EXPONENT = 0x7f800000u;
const NOT_A_NUMBER = 0x7fc00000u;
const SIGN = 0x80000000u;

fn is_finite(bits: u32) -> bool { return (bits & EXPONENT) != EXPONENT; }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (workgroup.y * workgroups.x + workgroup.x) * 256u + lane;
  if (row >= request.rows) { return; }
  var prior_bits = 0u;
  if ((request.flags & 1u) != 0u) { prior_bits = prior[row]; }
  var bits = NOT_A_NUMBER;
  if (is_finite(prior_bits)) {
    var score = bitcast<f32>(prior_bits);
    for (var head = 0u; head < request.heads; head++) {
      let moment = moments[head];
      if (moment.y > 0.0) { score += request.blend_weight[head] * ((readouts[head * request.rows + row] - moment.x) / moment.y); }
    }
    let score_bits = bitcast<u32>(score);
    if (is_finite(score_bits)) { bits = select(score_bits, 0u, score_bits == SIGN); }
  }
  scores[row] = bits;
  var is_out = !is_finite(bits);
  if ((request.flags & 2u) != 0u) { is_out = is_out || ((excluded[row >> 5u] >> (row & 31u)) & 1u) == 1u; }
  let key = select(bits | SIGN, ~bits, (bits & SIGN) != 0u);
  keys[row] = select(key, 0u, is_out);
}
