// Dots of a block's 64 candidates with a tile of 64 events, straight from storage into registers.
//
//   dots[j][r] = Σ_d q[c,d]·k[h,d]     c = 4·(lane / 16) + r,  h = 4·(lane % 16) + j
//
// Exact: as in product-tiled.wgsl. For GPUs whose caches serve 16 lanes that read alike faster than workgroup memory does.
// Shapes: candidates [blocks][D/16][64][4] words of 4 int8, events alike.
// Limits: 256 invocations, no workgroup memory of its own. Twin: src/kernels/similarities.ts.
// Template: NAME, EVENTS and COUNT are filled in by src/kernels/gpu/shader-catalog.ts.

fn unpack_$NAME(word: u32) -> vec4<$COUNT> {
  return vec4<$COUNT>((vec4<i32>(bitcast<i32>(word)) << vec4<u32>(24u, 16u, 8u, 0u)) >> vec4<u32>(24u));
}

fn $NAME(block: u32, tile: u32, lane: u32) -> array<vec4<$COUNT>, 4> {
  let row = (lane >> 4u) * 16u;
  let event = (lane & 15u) * 16u;
  //#each j 4
  var dot$j = vec4<$COUNT>();
  //#end
  for (var chunk = 0u; chunk < request.chunks; chunk++) {
    for (var quarter = 0u; quarter < 4u; quarter++) {
      let first = (block * request.chunks + chunk) * 256u + row + quarter;
      let beside = (tile * request.chunks + chunk) * 256u + event + quarter;
      //#each r 4
      let q$r = unpack_$NAME(candidates[first + 4u * $ru]);
      //#end
      //#each j 4
      {
        let k = unpack_$NAME($EVENTS[beside + 4u * $ju]);
        dot$j += vec4<$COUNT>(dot(q0, k), dot(q1, k), dot(q2, k), dot(q3, k));
      }
      //#end
    }
  }
  return array<vec4<$COUNT>, 4>(dot0, dot1, dot2, dot3);
}
