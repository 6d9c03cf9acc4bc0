import { msg } from '@lit/localize';

/** What a CatalogTrouble code means; `kept`: an older catalog stands in. */
export function catalogTrouble(code: string): string {
  switch (code) {
    case 'unreachable':
      return msg('The catalog could not be fetched. Check the connection and try again.', { id: 'catalog.unreachable' });
    case 'not-a-pack':
      return msg('There is no catalog at the address this page names.', { id: 'catalog.not-a-pack' });
    case 'future-version':
      return msg('The catalog was made by a newer version. Reload to get it.', { id: 'catalog.future-version' });
    case 'corrupt':
      return msg('A part of the catalog arrived damaged and was not used. Trying again may help.', { id: 'catalog.corrupt' });
    case 'wrong-shape':
      return msg('A part of the catalog does not have the size it declares, so it was not used.', { id: 'catalog.wrong-shape' });
    case 'signature':
      return msg('The catalog’s signature is not the expected one, so it was not used.', { id: 'catalog.signature' });
    case 'kept':
      return msg('The newest catalog could not be used, so lists come from the one before.', { id: 'catalog.kept' });
    default:
      return msg('The catalog cannot be used.', { id: 'catalog.other' });
  }
}

/** What it means that the engine met a problem. */
export function engineTrouble(): string {
  return msg('The recommender’s worker stopped. Reload to start it again.', { id: 'problem.engine' });
}
