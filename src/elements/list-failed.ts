import { msg } from '@lit/localize';

/** All that can be said where nothing more is known. */
export function listFailed(): string {
  return msg('The list could not be made just now.', { id: 'error.list' });
}
