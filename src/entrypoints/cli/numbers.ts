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
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError(`expected an integer of at least 0, got ${value}`);
  return number;
}
