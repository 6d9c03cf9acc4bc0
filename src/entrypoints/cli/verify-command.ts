import { join } from 'node:path';
import type { Command } from 'commander';
import { packFromFolder } from '../../catalog/read-pack-folder.ts';
import { verifyPack } from '../../catalog/verify-pack.ts';
import { InputError } from './failures.ts';
import { textOf } from './files.ts';
import { print } from './terminal.ts';

export function addVerifyCommand(program: Command, signal: AbortSignal): void {
  program
    .command('verify')
    .description('check a pack: version, hashes, shapes, and by a key who signed it')
    .argument('<dir>', 'folder of the pack')
    .option('--key <file>', 'public key, Ed25519 as PEM, that the pack must be signed by')
    .option('--json', 'print one JSON document')
    .action(async (folder: string, { json, key }: { json?: boolean; key?: string }) => {
      const checked = await verifyPack(packFromFolder(folder), { signal, key: key === undefined ? undefined : await textOf(key, signal) });
      if (json) print(JSON.stringify(checked.ok ? { ok: true, items: checked.manifest.counts.items, spaces: checked.manifest.spaces, signed: checked.manifest.signature !== undefined } : { ok: false, fault: checked.fault }));
      if (!checked.ok) throw new InputError(checked.fault.startsWith(join(folder, '/')) ? checked.fault : `${folder}: ${checked.fault}`);
      if (!json) print(`${folder}: ${checked.manifest.counts.items} items, whole${key === undefined ? '' : ', signed by the key'}`);
    });
}
