import { throwIfAborted } from './abort.ts';
import { download, type DownloadOptions } from './download.ts';
import { EncoderError } from './encoder.ts';
import { EMBEDDED_MODEL, FULL_MODEL } from './known-models.ts';
import type { ModelCache } from './model-cache.ts';
import { isUrl } from './model-files.ts';
import { nodeParts, type NodeParts } from './node-parts.ts';

export interface ModelSearch extends Pick<DownloadOptions, 'backOffMs' | 'stallMs'> {
  /**
   * A hub id; or the folder (Node) or URL of one model in hub layout; or a folder or URL that holds models by id, of which
   * EMBEDDED_MODEL is meant, else FULL_MODEL. EMBEDDED_MODEL unless given.
   */
  model?: string;
  /** A folder (Node) or URL that holds models by id; the only place that is searched. */
  base?: string;
  /** Never asks the hub. */
  offline?: boolean;
  /** Browser: the URL under which the site keeps `models/`. */
  assets?: string;
  cache: ModelCache;
  /** Fetches nothing: what is not kept here is refused. */
  keptOnly?: boolean;
  signal?: AbortSignal;
}

export interface ModelPlace {
  /** Model id. */
  model: string;
  /** The URL or folder of its files, ending in a slash. */
  root: string;
}

export interface FoundModel extends ModelPlace {
  /** What its config.json says. */
  config: Record<string, unknown>;
}

/**
 * Where a model lies: the first place that has its `config.json`, what is cached before what is asked over the network.
 *
 * @throws {EncoderError} `not-found` when every place answers that it has none; `offline` when one could not be asked;
 *   `corrupt` when the file is no JSON object; `deferred` when it would have to be fetched and must not be; `AbortError`
 *   when given up
 */
export async function findModel(search: ModelSearch): Promise<FoundModel> {
  const places = await modelPlaces(search);
  for (const place of places) {
    const kept = isUrl(place.root) ? await search.cache.get(`${place.root}config.json`) : null;
    if (kept) return { ...place, config: parseConfig(place, kept) };
  }
  if (search.keptOnly && places.every(({ root }) => isUrl(root))) throw new EncoderError('deferred', `expected the model ${search.model ?? EMBEDDED_MODEL} to be kept here, got none`);
  const refusals: EncoderError[] = [];
  for (const place of places) {
    throwIfAborted(search.signal);
    try {
      return { ...place, config: parseConfig(place, await readConfig(place, search)) };
    } catch (error) {
      if (!(error instanceof EncoderError) || error.code === 'corrupt') throw error;
      refusals.push(error);
    }
  }
  const code = refusals.some((refusal) => refusal.code === 'offline') ? 'offline' : 'not-found';
  const asked = refusals.map((refusal) => refusal.message).join('; ');
  throw new EncoderError(code, `expected the model ${search.model ?? EMBEDDED_MODEL}, got no config.json: ${asked || 'there is no place to look for it'}`, refusals.at(-1));
}

/** The places of a model in the order they are searched. */
export async function modelPlaces(search: ModelSearch): Promise<ModelPlace[]> {
  const node = nodeParts();
  const model = search.model ?? EMBEDDED_MODEL;
  if (isUrl(model) || (node && (await isFolder(model, node)))) {
    const root = withSlash(node && !isUrl(model) ? node.path.resolve(model) : model);
    return [{ model: idOf(root), root }, ...[EMBEDDED_MODEL, FULL_MODEL].map((id) => ({ model: id, root: `${root}${id}/` }))];
  }
  if (!/^[\w.-]+(\/[\w.-]+)?$/.test(model) || /(^|\/)\.\.?(\/|$)/.test(model)) throw new EncoderError('not-found', `expected the id of a model, a folder or a URL, got ${model}`);
  const places = basesOf(search, node).map((base) => ({ model, root: `${withSlash(base)}${model}/` }));
  // The embedded model is on no hub: where it is missing, the files of the site or the program are.
  return search.offline || search.base !== undefined || model === EMBEDDED_MODEL ? places : [...places, { model, root: `https://huggingface.co/${model}/resolve/main/` }];
}

function basesOf({ base, assets }: ModelSearch, node: NodeParts | null): string[] {
  if (base !== undefined) return [base];
  if (!node) return assets === undefined ? [] : [new URL('models/', assets).href];
  return [...(node.env.ATTUNE_MODELS ? [node.env.ATTUNE_MODELS] : []), node.path.resolve('public/models'), ...(node.ownModels ? [node.ownModels] : [])];
}

async function readConfig({ root }: ModelPlace, search: ModelSearch): Promise<Uint8Array> {
  if (isUrl(root)) return download(`${root}config.json`, search);
  try {
    return await nodeParts()!.fs.readFile(`${root}config.json`);
  } catch (error) {
    throw new EncoderError('not-found', `${root}config.json: expected a readable file, got ${(error as NodeJS.ErrnoException).code}`, error);
  }
}

function parseConfig({ root }: ModelPlace, bytes: Uint8Array): Record<string, unknown> {
  const text = new TextDecoder().decode(bytes);
  try {
    const config: unknown = JSON.parse(text);
    if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config as Record<string, unknown>;
  } catch (error) {
    throw new EncoderError('corrupt', `${root}config.json: expected a JSON object, got ${JSON.stringify(text.slice(0, 40))}`, error);
  }
  throw new EncoderError('corrupt', `${root}config.json: expected a JSON object, got ${JSON.stringify(text.slice(0, 40))}`);
}

/** `~` stays as it is: shells expand it, and a file may have that name. */
async function isFolder(model: string, { fs }: NodeParts): Promise<boolean> {
  if (/^(\.{1,2}[\\/]|[\\/]|[a-zA-Z]:[\\/])/.test(model) || model === '.' || model === '..') return true;
  return fs.stat(model).then((entry) => entry.isDirectory(), () => false);
}

/** Hub layout ends in `<owner>/<name>/` (the hub's own addresses in `/resolve/<revision>/`): that is the id. */
function idOf(root: string): string {
  const path = isUrl(root) ? new URL(root).pathname : root.replaceAll('\\', '/');
  return path.replace(/\/resolve\/[^/]+\/$/, '/').split('/').filter(Boolean).slice(-2).join('/');
}

function withSlash(place: string): string {
  return place.endsWith('/') ? place : `${place}/`;
}
