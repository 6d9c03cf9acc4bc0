/** How many picks the guide asks for. */
export const PICKS = 3;

/** A varied dozen of well-known works to pick from. */
const ENGLISH_FIRST = [
  'pride-and-prejudice', 'the-adventures-of-sherlock-holmes', 'hong-lou-meng', 'on-the-origin-of-species', 'the-time-machine', 'tang-shi-san-bai-shou',
  'meditations', 'treasure-island', 'hamlet', 'dracula', 'xi-you-ji', 'the-wonderful-wizard-of-oz',
] as const;
const CHINESE_FIRST = [
  'hong-lou-meng', 'tang-shi-san-bai-shou', 'pride-and-prejudice', 'liao-zhai-zhi-yi', 'shi-ji', 'the-adventures-of-sherlock-holmes',
  'dao-de-jing', 'na-han', 'the-time-machine', 'tian-gong-kai-wu', 'on-the-origin-of-species', 'mu-dan-ting',
] as const;

/** Ids of the works that the guide offers to a reader of `locale`. */
export function guideChoices(locale: string): readonly string[] {
  return locale.startsWith('zh') ? CHINESE_FIRST : ENGLISH_FIRST;
}
