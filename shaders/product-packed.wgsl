// Dots of a block's 64 candidates with a tile of 64 events, four int8 products to an instruction (DP4A).
//
//   dots[j][r] = Σ_d q[c,d]·k[h,d]     c = 4·(lane / 16) + r,  h = 4·(lane % 16) + j
//
// Exact in i32. Depth step 32. Needs the language feature packed_4x8_integer_dot_product; slow where it is emulated.
// Shapes: candidates [blocks][D/16][64][4] words of 4 int8, events alike.
// Limits: 256 invocations; uses 4,096 bytes of `tiles`. Twin: src/kernels/similarities.ts.
// Template: NAME, EVENTS and COUNT (i32) are filled in by src/kernels/gpu/shader-catalog.ts; TILE is u32.

fn $NAME(block: u32, tile: u32, lane: u32) -> array<vec4<$COUNT>, 4> {
  let tx = lane & 15u;
  let ty = lane >> 4u;
  // Filling: [operand 2][depth word 8][16] groups of four rows, one to a lane.
  let fill_depth = (lane >> 4u) & 7u;
  let fills_events = lane >= 128u;
  let fill_word = (fill_depth >> 2u) * 256u + tx * 16u + (fill_depth & 3u);
  //#each j 4
  var dot$j = vec4<$COUNT>();
  //#end
  for (var chunk = 0u; chunk < request.chunks; chunk += 2u) {
    let word = (select(block, tile, fills_events) * request.chunks + chunk) * 256u + fill_word;
    if (fills_events) {
      tiles[lane] = vec4<u32>($EVENTS[word], $EVENTS[word + 4u], $EVENTS[word + 8u], $EVENTS[word + 12u]);
    } else {
      tiles[lane] = vec4<u32>(candidates[word], candidates[word + 4u], candidates[word + 8u], candidates[word + 12u]);
    }
    workgroupBarrier();
    //#each d 8
    {
      let q = tiles[$du * 16u + ty];
      let k = tiles[128u + $du * 16u + tx];
      //#each j 4
      dot$j += vec4<$COUNT>(dot4I8Packed(q.x, k[$j]), dot4I8Packed(q.y, k[$j]), dot4I8Packed(q.z, k[$j]), dot4I8Packed(q.w, k[$j]));
      //#end
    }
    //#end
    workgroupBarrier();
  }
  return array<vec4<$COUNT>, 4>(dot0, dot1, dot2, dot3);
}
