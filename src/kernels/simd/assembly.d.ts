declare module '*?assembly' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** The same with the instructions of relaxed SIMD. */
declare module '*?relaxed' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
