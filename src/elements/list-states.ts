import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Strategy } from '../domain/recommendation.ts';
import type { Problem } from '../domain/status.ts';
import { catalogTrouble, engineTrouble } from './catalog-sentences.ts';
import { icon } from './icons.ts';
import { listFailed } from './list-failed.ts';

/** Why a list could not be made: the sentence of the problem behind it, or of the error's name. */
export function listErrorSentence(error: Error, problems: readonly Problem[]): string {
  const catalog = problems.find(({ room, code }) => room === 'catalog' && code !== 'kept');
  if (catalog) return catalogTrouble(catalog.code);
  if (problems.some(({ room }) => room === 'engine')) return engineTrouble();
  switch (error.name) {
    case 'CatalogError':
      return catalogTrouble('');
    case 'ClosedError':
      return msg('The recommender was closed. Reload the page to start it again.', { id: 'error.closed' });
    default:
      return listFailed();
  }
}

/** What happened, what still works, and one thing to do. */
export function errorState(error: Error, problems: readonly Problem[], retry: () => void): TemplateResult {
  return html`
    <div class="state" part="error" role="alert">
      <p class="lead">${listErrorSentence(error, problems)}</p>
      <p class="muted">${msg('Your history is untouched, and the rest of the page works.', { id: 'error.still' })}</p>
      <button class="button" data-control="retry" @click=${retry}>${icon('again')}${msg('Try again', { id: 'error.retry' })}</button>
      ${error.message ? html`<details><summary>${msg('Technical detail', { id: 'error.detail' })}</summary><code>${error.name}: ${error.message}</code></details>` : nothing}
    </div>
  `;
}

/** What will appear here, and what makes it appear. */
export function emptyState(strategy: Strategy): TemplateResult {
  return html`
    <div class="state" part="empty">
      <p class="lead">${emptyLead(strategy)}</p>
      <p class="muted">${emptyHint(strategy)}</p>
    </div>
  `;
}

function emptyLead(strategy: Strategy): string {
  switch (strategy) {
    case 'recently-viewed':
      return msg('Nothing viewed yet', { id: 'empty.recently-viewed' });
    case 'buy-again':
      return msg('Nothing to buy again yet', { id: 'empty.buy-again' });
    default:
      return msg('Nothing to recommend yet', { id: 'empty.other' });
  }
}

function emptyHint(strategy: Strategy): string {
  switch (strategy) {
    case 'recently-viewed':
      return msg('What you open appears here, newest first.', { id: 'empty.recently-viewed-hint' });
    case 'buy-again':
      return msg('What you bought appears here when you may need it again.', { id: 'empty.buy-again-hint' });
    default:
      return msg('Open, save or like something. This list then fills with what goes with it, and each card says why.', { id: 'empty.other-hint' });
  }
}
