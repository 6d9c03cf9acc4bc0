/** A nearest-neighbour search over one catalog, for one query. */
export interface VectorSearch {
  search(query: Float32Array, k: number): Promise<number[]> | number[];
}

/** Vector searches of npm that run in a browser, by their names; all but the flat ones are approximate. */
export const VECTOR_SEARCHES: Record<string, (rows: Float32Array, count: number, dimension: number) => Promise<VectorSearch>> = {
  'edgevec, hnsw': edgevec,
  'hnswlib-wasm, flat': (rows, count, dimension) => hnswlib('BruteforceSearch', rows, count, dimension),
  'hnswlib-wasm, hnsw': (rows, count, dimension) => hnswlib('HierarchicalNSW', rows, count, dimension),
  'voy-search': voy,
};

/** Packages are served as they are: a bundler would lose their .wasm files. */
const PACKAGES = '/bench/node_modules';

async function edgevec(rows: Float32Array, count: number, dimension: number): Promise<VectorSearch> {
  const module = await import(/* @vite-ignore */ `${PACKAGES}/edgevec/edgevec.js`);
  await module.default({ module_or_path: `${PACKAGES}/edgevec/edgevec_bg.wasm` });
  const config = new module.EdgeVecConfig(dimension);
  // Unit vectors are in the same order by length; by cosine and dot this version gives the farthest.
  config.metric = 'l2';
  const index = new module.EdgeVec(config);
  const rowOf = new Map<number, number>();
  for (let row = 0; row < count; row++) rowOf.set(index.insert(rows.subarray(row * dimension, (row + 1) * dimension)), row);
  return { search: (query, k) => (index.search(query, k) as { id: number }[]).map(({ id }) => rowOf.get(id)!) };
}

async function hnswlib(kind: 'BruteforceSearch' | 'HierarchicalNSW', rows: Float32Array, count: number, dimension: number): Promise<VectorSearch> {
  const { loadHnswlib } = await import(/* @vite-ignore */ `${PACKAGES}/hnswlib-wasm/dist/hnswlib.js`);
  const library = await loadHnswlib();
  const index = kind === 'HierarchicalNSW' ? new library.HierarchicalNSW('ip', dimension, '') : new library.BruteforceSearch('ip', dimension);
  if (kind === 'HierarchicalNSW') index.initIndex(count, 16, 100, 1);
  else index.initIndex(count);
  const more = kind === 'HierarchicalNSW' ? [false] : [];
  for (let row = 0; row < count; row++) index.addPoint(rows.subarray(row * dimension, (row + 1) * dimension), row, ...more);
  return { search: (query, k) => (index.searchKnn(query, k, undefined) as { neighbors: number[] }).neighbors };
}

async function voy(rows: Float32Array, count: number, dimension: number): Promise<VectorSearch> {
  const glue = await import(/* @vite-ignore */ `${PACKAGES}/voy-search/voy_search_bg.js`);
  const bytes = await (await fetch(`${PACKAGES}/voy-search/voy_search_bg.wasm`)).arrayBuffer();
  const { instance } = await WebAssembly.instantiate(bytes, { './voy_search_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const embeddings = Array.from({ length: count }, (_, row) => ({ id: String(row), title: '', url: '', embeddings: [...rows.subarray(row * dimension, (row + 1) * dimension)] }));
  const index = new glue.Voy({ embeddings });
  return { search: (query, k) => (index.search(query, k) as { neighbors: { id: string }[] }).neighbors.map(({ id }) => Number(id)) };
}
