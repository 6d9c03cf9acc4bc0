// Attention readouts of a shard: a matrix product whose epilogue is an online softmax, so that C × H is never stored.
//
//   s[c,h]   = scale[c]·scale[h]·(q[c]·key[h]), 0 across spaces;  t likewise with value[h], or s
//   softmax    logit = s/τ + bias[h];  (m, l, y): m ≥ every logit, l = Σ e^(logit−m), y = Σ e^(logit−m)·t
//   σ          y = Σ e^bias[h]·σ(s/τ − θ)·t,  σ(x) = 1/(1 + e^−x) or max(0, x)
//   readout  = τ·(m + log l), y/l, or y;  0 where the head sees no event
//
// m is the largest logit so far (online), or a bound that the host knows (bounded): then no step rescales.
// One workgroup: 64 candidates (one block) × all events, 64 at a time; a thread: 4 candidates × 4 events.
// The states are kept; a request that goes on from them (flag 4) adds its events, in the frame of their biases, and
// `shift` moves the readout into its own: m + shift, y·e^shift.
// Shapes: candidates [blocks][D/16][64][4] words of 4 int8, history and values alike; states [heads][3][C]; readouts [heads][C].
// Limits: 256 invocations, 16,384 bytes of workgroup memory (tiles, then the merge of states), 7 storage buffers.
// Twin: src/kernels/similarities.ts and attend-row.ts.
// Template: HEADS (1 … 4), COUNT (f32, i32), TILE (f32, i32, u32), VALUES, ONLINE and SUBGROUPS (0, 1) are filled in by
// src/kernels/gpu/shader-catalog.ts, which puts key_dots and, with VALUES, value_dots behind: product-*.wgsl.

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<uniform> shard: Shard;
@group(0) @binding(2) var<storage, read> candidates: array<u32>;
@group(0) @binding(3) var<storage, read> candidate_scale_space: array<vec2<u32>>;
@group(0) @binding(4) var<storage, read> history: array<u32>;
@group(0) @binding(5) var<storage, read> quads: array<EventQuad>;
@group(0) @binding(6) var<storage, read_write> states: array<f32>;
@group(0) @binding(7) var<storage, read_write> readouts: array<f32>;
//#each v $VALUES
@group(0) @binding(8) var<storage, read> values: array<u32>;
@group(0) @binding(9) var<storage, read> value_quads: array<EventQuad>;
//#end

// Operands of the product; then [64 candidates][16 threads] states.
var<workgroup> tiles: array<vec4<$TILE>, 1024>;

// 1/(1 + e^−x) by e^−|x|, which stays within f32.
fn sigmoid(x: vec4<f32>) -> vec4<f32> {
  let e = exp(-abs(x));
  return select(vec4<f32>(1.0), e, x < vec4<f32>(0.0)) / (1.0 + e);
}

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
  //#each s $SUBGROUPS
  @builtin(subgroup_size) subgroup_size: u32,
  //#end
) {
  let block = workgroup.y * workgroups.x + workgroup.x;
  if (block >= shard.blocks) { return; }
  let tx = lane & 15u;
  let ty = lane >> 4u;
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
  var m$h = vec4<f32>(request.bound[$h]);
  var l$h = vec4<f32>(0.0);
  var y$h = vec4<f32>(0.0);
  //#end

  for (var tile = 0u; tile < request.history_blocks; tile++) {
    let quad = tile * 16u + tx;
    let dots = key_dots(block, tile, lane);
    let key_scale = quads[quad].scale;
    let key_space = quads[quad].space;
    //#each j 4
    let s$j = select(vec4<f32>(0.0), vec4<f32>(dots[$j]) * (scale * key_scale[$j]), space == vec4<u32>(key_space[$j]));
    //#end
    //#each v $VALUES
    let value_dot = value_dots(block, tile, lane);
    let value_scale = value_quads[quad].scale;
    let value_space = value_quads[quad].space;
    //#end
    //#each j 4
    //#each v $VALUES
    let t$j = select(vec4<f32>(0.0), vec4<f32>(value_dot[$j]) * (scale * value_scale[$j]), space == vec4<u32>(value_space[$j]));
    //#end
    //#each v $KEYS
    let t$j = s$j;
    //#end
    //#end
    //#each h $HEADS
    {
      let bias = quads[quad].bias[$h];
      if (request.mode[$h] >= SIGMOID) {
        //#each j 4
        {
          let x = s$j * request.inverse_temperature[$h] - request.threshold[$h];
          // The host gives e^bias, 0 where the event is masked.
          y$h += bias[$j] * select(max(x, vec4<f32>(0.0)), sigmoid(x), vec4<bool>(request.mode[$h] == SIGMOID)) * t$j;
        }
        //#end
      } else {
        let seen = bias > vec4<f32>(MASKED_BELOW);
        var top = m$h;
        //#each j 4
        let x$j = select(vec4<f32>(LOWEST), s$j * request.inverse_temperature[$h] + bias[$j], vec4<bool>(seen[$j]));
        //#end
        //#each o $ONLINE
        //#each j 4
        top = max(top, x$j);
        //#end
        let keep = exp(m$h - top);
        m$h = top;
        l$h = l$h * keep;
        y$h = y$h * keep;
        //#end
        //#each j 4
        {
          let mass = select(vec4<f32>(0.0), exp(x$j - top), vec4<bool>(seen[$j]));
          l$h += mass;
          y$h += mass * t$j;
        }
        //#end
      }
    }
    //#end
  }

  // Threads beside each other hold parts of the same candidates: so many are merged before they reach memory.
  var merged = 1u;
  //#each s $SUBGROUPS
  // Subgroups are taken for runs of threads, as every driver makes them; elsewhere the self-test fails.
  merged = min(subgroup_size, 16u);
  //#each h $HEADS
  {
    var top = m$h;
    for (var step = 1u; step < merged; step <<= 1u) { top = max(top, subgroupShuffleXor(top, step)); }
    let keep = exp(m$h - top);
    m$h = top;
    l$h *= keep;
    y$h *= keep;
    for (var step = 1u; step < merged; step <<= 1u) {
      l$h += subgroupShuffleXor(l$h, step);
      y$h += subgroupShuffleXor(y$h, step);
    }
  }
  //#end
  //#end

  //#each h $HEADS
  workgroupBarrier();
  if (tx % merged == 0u) {
    //#each r 4
    tiles[(ty * 4u + $ru) * 16u + tx / merged] = bitcast<vec4<$TILE>>(vec4<f32>(m$h[$r], l$h[$r], y$h[$r], 0.0));
    //#end
  }
  workgroupBarrier();
  if (lane < 64u && block * 64u + lane < shard.rows) {
    let candidate = shard.first_row + block * 64u + lane;
    let place = $hu * 3u * request.rows + candidate;
    var state = vec3<f32>(LOWEST, 0.0, 0.0);
    if ((request.flags & GOES_ON) != 0u) { state = vec3<f32>(states[place], states[place + request.rows], states[place + 2u * request.rows]); }
    for (var part = 0u; part < 16u / merged; part++) {
      let other = bitcast<vec4<f32>>(tiles[lane * 16u + part]);
      let top = max(state.x, other.x);
      let keep = exp(state.x - top);
      let add = exp(other.x - top);
      state = vec3<f32>(top, state.y * keep + other.y * add, state.z * keep + other.z * add);
    }
    states[place] = state.x;
    states[place + request.rows] = state.y;
    states[place + 2u * request.rows] = state.z;
    var readout = 0.0;
    if (request.mode[$h] >= SIGMOID) {
      readout = state.z * exp(request.shift[$h]);
    } else if (state.y > 0.0) {
      if (request.mode[$h] == LSE) { readout = request.temperature[$h] * (state.x + request.shift[$h] + log(state.y)); } else { readout = state.z / state.y; }
    }
    readouts[$hu * request.rows + candidate] = readout;
  }
  //#end
}
