/** The embedded encoder: it comes with the site and the CLI, and speaks unless a caller names another. */
export const EMBEDDED_MODEL = 'attune/minilm-zh-en';
/** Its teacher, of the same space: better on English, four times as large, and to be had from the hub. */
export const FULL_MODEL = 'Xenova/all-MiniLM-L6-v2';
