// Dots of a block's 64 candidates with a tile of 64 events, through workgroup memory, as half floats while they lie there.
//
//   dots[j][r] = Σ_d q[c,d]·k[h,d]     c = 4·(lane / 16) + r,  h = 4·(lane % 16) + j
//
// Exact: f16 holds every int8, and products and sums are of COUNT, as in product-tiled.wgsl. Half the traffic, one conversion
// more an operand: for GPUs that convert for less than they read. Depth step 32. Needs no feature: f16 is never computed with.
// Shapes: candidates [blocks][D/16][64][4] words of 4 int8, events alike.
// Limits: 256 invocations; uses 8,192 bytes of `tiles`. Twin: src/kernels/similarities.ts.
// Template: NAME, EVENTS and COUNT are filled in by src/kernels/gpu/shader-catalog.ts; TILE is u32.

// Four rows' worth of four depths, from words to two columns of the tile, two depths in each.
fn fill_$NAME(base: u32, words: vec4<u32>) {
  let packed = bitcast<vec4<i32>>(words);
  tiles[base] = pair_$NAME(extractBits(packed, 0u, 8u), extractBits(packed, 8u, 8u));
  tiles[base + 16u] = pair_$NAME(extractBits(packed, 16u, 8u), extractBits(packed, 24u, 8u));
}

fn pair_$NAME(first: vec4<i32>, second: vec4<i32>) -> vec4<u32> {
  let a = vec4<f32>(first);
  let b = vec4<f32>(second);
  return vec4<u32>(pack2x16float(a.xy), pack2x16float(a.zw), pack2x16float(b.xy), pack2x16float(b.zw));
}

fn unpair_$NAME(halves: vec2<u32>) -> vec4<$COUNT> {
  return vec4<$COUNT>(vec4<f32>(unpack2x16float(halves.x), unpack2x16float(halves.y)));
}

fn $NAME(block: u32, tile: u32, lane: u32) -> array<vec4<$COUNT>, 4> {
  let tx = lane & 15u;
  let ty = lane >> 4u;
  // Filling: 128 lanes an operand, each four rows of one group at one quarter of one chunk.
  let fill_group = lane & 15u;
  let fill_quarter = (lane >> 4u) & 3u;
  let fill_chunk = (lane >> 6u) & 1u;
  let fills_events = lane >= 128u;
  let fill_base = select(0u, 256u, fills_events) + (fill_chunk * 8u + fill_quarter * 2u) * 16u + fill_group;
  let fill_word = fill_group * 16u + fill_quarter;
  //#each j 4
  var dot$j = vec4<$COUNT>();
  //#end
  for (var chunk = 0u; chunk < request.chunks; chunk += 2u) {
    let word = (select(block, tile, fills_events) * request.chunks + chunk + fill_chunk) * 256u + fill_word;
    if (fills_events) {
      fill_$NAME(fill_base, vec4<u32>($EVENTS[word], $EVENTS[word + 4u], $EVENTS[word + 8u], $EVENTS[word + 12u]));
    } else {
      fill_$NAME(fill_base, vec4<u32>(candidates[word], candidates[word + 4u], candidates[word + 8u], candidates[word + 12u]));
    }
    workgroupBarrier();
    for (var depth = 0u; depth < 256u; depth += 64u) {
      //#each p 4
      {
        let rows = tiles[depth + $pu * 16u + ty];
        let events = tiles[256u + depth + $pu * 16u + tx];
        let q = unpair_$NAME(rows.xy);
        let k = unpair_$NAME(events.xy);
        let next_q = unpair_$NAME(rows.zw);
        let next_k = unpair_$NAME(events.zw);
        //#each j 4
        dot$j += q * k[$j] + next_q * next_k[$j];
        //#end
      }
      //#end
    }
    workgroupBarrier();
  }
  return array<vec4<$COUNT>, 4>(dot0, dot1, dot2, dot3);
}
