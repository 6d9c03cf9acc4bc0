// Dots of a block's 64 candidates with a tile of 64 events, through workgroup memory, unpacked while it is filled.
//
//   dots[j][r] = Σ_d q[c,d]·k[h,d]     c = 4·(lane / 16) + r,  h = 4·(lane % 16) + j
//
// Exact: sums of int8 products in f32 stay below 2²⁴ up to padded D = 1040; above it COUNT is i32. Depth step 32.
// Shapes: candidates [blocks][D/16][64][4] words of 4 int8, events alike.
// Limits: 256 invocations; fills the 16,384 bytes of `tiles`. Twin: src/kernels/similarities.ts.
// Template: NAME, EVENTS and COUNT are filled in by src/kernels/gpu/shader-catalog.ts; TILE is COUNT.

// Four rows' worth of four depths, from words to a column of the tile.
fn fill_$NAME(base: u32, words: vec4<u32>) {
  let packed = bitcast<vec4<i32>>(words);
  tiles[base] = vec4<$COUNT>(extractBits(packed, 0u, 8u));
  tiles[base + 16u] = vec4<$COUNT>(extractBits(packed, 8u, 8u));
  tiles[base + 32u] = vec4<$COUNT>(extractBits(packed, 16u, 8u));
  tiles[base + 48u] = vec4<$COUNT>(extractBits(packed, 24u, 8u));
}

fn $NAME(block: u32, tile: u32, lane: u32) -> array<vec4<$COUNT>, 4> {
  let tx = lane & 15u;
  let ty = lane >> 4u;
  // Filling: 128 lanes an operand, each four rows of one group at one quarter of one chunk.
  let fill_group = lane & 15u;
  let fill_quarter = (lane >> 4u) & 3u;
  let fill_chunk = (lane >> 6u) & 1u;
  let fills_events = lane >= 128u;
  let fill_base = select(0u, 512u, fills_events) + (fill_chunk * 16u + fill_quarter * 4u) * 16u + fill_group;
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
  return array<vec4<$COUNT>, 4>(dot0, dot1, dot2, dot3);
}
