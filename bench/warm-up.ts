/** What the benchmarks' page imports of packages: asked for once, so that Vite has bundled it before anything is measured. */
export const warm = await Promise.all([import('onnxruntime-web/wasm'), import('onnxruntime-web/jspi'), import('@xenova/transformers')]);
