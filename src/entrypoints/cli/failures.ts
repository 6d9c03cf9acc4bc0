/** An input that could not be used: told in one line, exit code 1. */
export class InputError extends Error {
  override name = 'InputError';
}

/** `interrupted` is what shells give a program that SIGINT ended. */
export const EXIT = { done: 0, input: 1, usage: 2, interrupted: 130 } as const;

/** What went wrong, in one line for a terminal. */
export function sentenceOf(error: unknown): string {
  const { message, cause } = error as Error;
  const why = cause instanceof Error && !message.includes(cause.message) ? ` (${cause.message})` : '';
  return `attune: ${message}${why}`;
}
