// Attention readouts of a shard: a matrix product whose epilogue is an online softmax, so that C × H is never stored.
//
//   s[c,h]   = scale[c]·scale[h]·(q[c]·q[h]), 0 across spaces        logit = s/τ + bias[h]
//   per candidate and head (m, l, y): m = max logit, l = Σ e^(logit−m), y = Σ e^(logit−m)·s over the events the head sees
//   readout  = τ·(m + log l)  or  y/l;  0 where the head sees no event
//
// One workgroup: 64 candidates (one block) × all events, 64 at a time; a thread: 4 candidates × 4 events, depth step 32.
// Dots are exact: sums of int8 products in f32 stay below 2²⁴ up to padded D = 1040; above it COUNT is i32.
// Shapes: candidates [blocks][D/16][64][4] words of 4 int8, history alike; readouts [heads][C].
// Limits: 256 invocations, 16,384 bytes of workgroup memory (tiles, then the merge of states), 5 storage buffers.
// Twin: src/kernels/similarities.ts and attend-row.ts.
// Template: HEADS (1 … 4) and COUNT (f32, i32) are filled in by src/kernels/gpu/expand-shader.ts.

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<uniform> shard: Shard;
@group(0) @binding(2) var<storage, read> candidates: array<u32>;
@group(0) @binding(3) var<storage, read> candidate_scale_space: array<vec2<u32>>;
@group(0) @binding(4) var<storage, read> history: array<u32>;
@group(0) @binding(5) var<storage, read> quads: array<EventQuad>;
@group(0) @binding(6) var<storage, read_write> readouts: array<f32>;

// [operand 2][depth 32][16] groups of four rows; after the product [64 candidates][16 threads] states.
var<workgroup> tiles: array<vec4<$COUNT>, 1024>;

// Four rows' worth of four depths, from words to a column of the tile.
fn fill(base: u32, words: vec4<u32>) {
  let packed = bitcast<vec4<i32>>(words);
  tiles[base] = vec4<$COUNT>(extractBits(packed, 0u, 8u));
  tiles[base + 16u] = vec4<$COUNT>(extractBits(packed, 8u, 8u));
  tiles[base + 32u] = vec4<$COUNT>(extractBits(packed, 16u, 8u));
  tiles[base + 48u] = vec4<$COUNT>(extractBits(packed, 24u, 8u));
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let block = workgroup.y * workgroups.x + workgroup.x;
  if (block >= shard.blocks) { return; }
  let tx = lane & 15u;
  let ty = lane >> 4u;

  // Filling: 128 lanes an operand, each four rows of one group at one quarter of one chunk.
  let fill_group = lane & 15u;
  let fill_quarter = (lane >> 4u) & 3u;
  let fill_chunk = (lane >> 6u) & 1u;
  let fills_history = lane >= 128u;
  let fill_base = select(0u, 512u, fills_history) + (fill_chunk * 16u + fill_quarter * 4u) * 16u + fill_group;
  let fill_word = fill_group * 16u + fill_quarter;

  let row = block * 64u + ty * 4u;
  var scale: vec4<f32>;
  var space: vec4<u32>;
  //#each r 4
  {
    let scale_space = candidate_scale_space[shard.first_row + min(row + $ru, shard.rows - 1u)];
    scale[$r] = bitcast<f32>(scale_space.x);
    space[$r] = scale_space.y;
  }
  //#end
  //#each h $HEADS
  var m$h = vec4<f32>(LOWEST);
  var l$h = vec4<f32>(0.0);
  var y$h = vec4<f32>(0.0);
  //#end

  for (var tile = 0u; tile < request.history_blocks; tile++) {
    //#each j 4
    var dot$j = vec4<$COUNT>();
    //#end
    for (var chunk = 0u; chunk < request.chunks; chunk += 2u) {
      let word = (select(block, tile, fills_history) * request.chunks + chunk + fill_chunk) * 256u + fill_word;
      if (fills_history) {
        fill(fill_base, vec4<u32>(history[word], history[word + 4u], history[word + 8u], history[word + 12u]));
      } else {
        fill(fill_base, vec4<u32>(candidates[word], candidates[word + 4u], candidates[word + 8u], candidates[word + 12u]));
      }
      workgroupBarrier();
      for (var depth = 0u; depth < 512u; depth += 64u) {
        //#each d 4
        {
          let q = tiles[depth + $du * 16u + ty];
          let k = tiles[512u + depth + $du * 16u + tx];
          dot0 += q * k.x;
          dot1 += q * k.y;
          dot2 += q * k.z;
          dot3 += q * k.w;
        }
        //#end
      }
      workgroupBarrier();
    }

    let quad = tile * 16u + tx;
    let key_scale = quads[quad].scale;
    let key_space = quads[quad].space;
    //#each j 4
    let s$j = select(vec4<f32>(0.0), vec4<f32>(dot$j) * (scale * key_scale[$j]), space == vec4<u32>(key_space[$j]));
    //#end
    //#each h $HEADS
    {
      let bias = quads[quad].bias[$h];
      let seen = bias > vec4<f32>(MASKED_BELOW);
      var top = m$h;
      //#each j 4
      let x$j = select(vec4<f32>(LOWEST), s$j * request.inverse_temperature[$h] + bias[$j], vec4<bool>(seen[$j]));
      top = max(top, x$j);
      //#end
      let keep = exp(m$h - top);
      m$h = top;
      l$h = l$h * keep;
      y$h = y$h * keep;
      //#each j 4
      {
        let mass = select(vec4<f32>(0.0), exp(x$j - top), vec4<bool>(seen[$j]));
        l$h += mass;
        y$h += mass * s$j;
      }
      //#end
    }
    //#end
  }

  //#each h $HEADS
  //#each r 4
  tiles[(ty * 4u + $ru) * 16u + tx] = bitcast<vec4<$COUNT>>(vec4<f32>(m$h[$r], l$h[$r], y$h[$r], 0.0));
  //#end
  workgroupBarrier();
  if (lane < 64u && block * 64u + lane < shard.rows) {
    var state = vec3<f32>(LOWEST, 0.0, 0.0);
    for (var part = 0u; part < 16u; part++) {
      let other = bitcast<vec4<f32>>(tiles[lane * 16u + part]);
      let top = max(state.x, other.x);
      let keep = exp(state.x - top);
      let add = exp(other.x - top);
      state = vec3<f32>(top, state.y * keep + other.y * add, state.z * keep + other.z * add);
    }
    var readout = 0.0;
    if (state.y > 0.0) {
      if (request.lse[$h] == 1u) { readout = request.temperature[$h] * (state.x + log(state.y)); } else { readout = state.z / state.y; }
    }
    readouts[$hu * request.rows + shard.first_row + block * 64u + lane] = readout;
  }
  workgroupBarrier();
  //#end
}
