import type { EncoderTier } from '../domain/status.ts';
import { EMBEDDED_MODEL, FULL_MODEL } from '../encoder/known-models.ts';
import type { EncoderOptions } from './worker-options.ts';

/**
 * Which encoder embeds texts that are not in the catalog:
 *
 *   `none`      no model: only items of the catalog can speak, and nothing is downloaded beside the pack
 *   `embedded`  the small one that comes with the site, English and Chinese
 *   `full`      its teacher, English: better and four times as large; of the same space, so both may be mixed
 *
 * or the id of any other model, or one with the base URL of its folder.
 */
export type EncoderChoice = 'none' | 'embedded' | 'full' | (string & {}) | EncoderOptions;

/** The model that a choice means; null for none. */
export function chosenEncoder(choice: EncoderChoice | null): EncoderOptions | null {
  if (choice === null || choice === 'none') return null;
  if (choice === 'embedded') return { model: EMBEDDED_MODEL };
  if (choice === 'full') return { model: FULL_MODEL };
  return typeof choice === 'string' ? { model: choice } : choice;
}

/** The choice that a model is; null for none. */
export function tierOf(model: string | null): EncoderTier {
  if (model === null) return 'none';
  if (model === EMBEDDED_MODEL) return 'embedded';
  return model === FULL_MODEL ? 'full' : 'other';
}
