import { InvalidArgumentError } from 'commander';

/** An option's value as an integer of at least 1. */
export function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError(`expected an integer of at least 1, got ${value}`);
  return number;
}

/** An option's value as an integer of at least 0. */
export function naturalNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError(`expected an integer of at least 0, got ${value}`);
  return number;
}

/** An option's value as a share, from 0 up to but not including 1. */
export function share(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number < 1)) throw new InvalidArgumentError(`expected a share of at least 0 and below 1, got ${value}`);
  return number;
}

/** An option's values as shares, each after those `before` it. */
export function shares(value: string, before: readonly number[] = []): number[] {
  return [...before, share(value)];
}

/** An option's value as a number from 0 to 1. */
export function fraction(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1)) throw new InvalidArgumentError(`expected a number from 0 to 1, got ${value}`);
  return number;
}

/** An option's value as a share above 0 and below 1, or as a time of ISO 8601. */
export function shareOrTime(value: string): { share: number } | { ms: number } {
  const number = Number(value);
  if (number > 0 && number < 1) return { share: number };
  const ms = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError(`expected a time of ISO 8601, such as 2024-05-01, or a share above 0 and below 1, got ${value}`);
  return { ms };
}

/** The value of an option that is given once: a second would silently take the place of the first. */
export function once(value: string, before: string | undefined): string {
  if (before !== undefined) throw new InvalidArgumentError(`expected it once, got ${before} before`);
  return value;
}
