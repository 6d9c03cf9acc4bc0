/** An input that could not be used: told in one line, exit code 1. */
export class InputError extends Error {
  override name = 'InputError';
}

/** `interrupted` is what shells give a program that SIGINT ended. */
export const EXIT = { done: 0, input: 1, usage: 2, interrupted: 130 } as const;

/** What went wrong, in one line for a terminal; a cause that the message names already, by its words or its code, is not told again. */
export function sentenceOf(error: unknown): string {
  const { message, cause } = error as Error;
  if (!(cause instanceof Error)) return `attune: ${message}`;
  const { code } = cause as NodeJS.ErrnoException;
  const told = message.includes(cause.message) || (code !== undefined && message.includes(code));
  return `attune: ${message}${told ? '' : ` (${cause.message})`}`;
}
