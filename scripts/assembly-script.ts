import { readFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const QUERY = /\?(assembly|relaxed)$/;

/** `import bytes from './kernel.as?assembly'`: the AssemblyScript file compiled to WebAssembly, as a Uint8Array. */
export function assemblyScript(): Plugin {
  return {
    name: 'assembly-script',
    enforce: 'pre',
    load: {
      filter: { id: QUERY },
      async handler(id) {
        const file = id.replace(QUERY, '');
        this.addWatchFile(file);
        const base64 = Buffer.from(await compile(file, id.endsWith('relaxed'))).toString('base64');
        return `export default Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0));`;
      },
    },
  };
}

/**
 * @throws {Error} with the compiler's diagnostics
 */
export async function compile(file: string, relaxed: boolean): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const source = readFileSync(file, 'utf8');
  const { error, stderr } = await main(['kernel.ts', '--outFile', 'kernel.wasm', '-O3', '--enable', 'simd', ...(relaxed ? ['--enable', 'relaxed-simd'] : []), '--runtime', 'stub', '--importMemory', '--noAssert'], {
    readFile: (name) => (name === 'kernel.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm') binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`${file}: expected AssemblyScript, got ${stderr.toString()}`, { cause: error });
  return binary;
}
