import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { SCAN_CHOICES, type ScanChoice, type Status } from '../domain/status.ts';
import type { Format } from './format.ts';

/** Smaller catalogs are read whole in any case: there is nothing to choose. */
const LARGE_CATALOG = 32_000;

/** How a large catalog is read, how much of the best that finds, and the choice; nothing for a small one. */
export function scanSection({ kernels, catalog }: Pick<Status, 'kernels' | 'catalog'>, format: Format, choose: (choice: ScanChoice) => void): TemplateResult | typeof nothing {
  if (!kernels || !catalog || (catalog.items <= LARGE_CATALOG && kernels.scan.choice === 'auto')) return nothing;
  const { scan } = kernels;
  return html`
    <div class="part" part="scan">
      <p class="sub">${msg('A large catalog', { id: 'scan.heading' })}</p>
      <fieldset class="choices">
        <legend class="unseen">${msg('How the catalog is read', { id: 'scan.choice' })}</legend>
        ${SCAN_CHOICES.map((choice) => html`<label><input type="radio" name="scan" value=${choice} .checked=${scan.choice === choice} @change=${() => choose(choice)} />${scanLabel(choice)}</label>`)}
      </fieldset>
      <p class="muted because" role="status">${scanSentences(scan, catalog.items, format).join(' ')}</p>
    </div>
  `;
}

function scanLabel(choice: ScanChoice): string {
  switch (choice) {
    case 'auto':
      return msg('Automatic', { id: 'kernels.auto' });
    case 'exact':
      return msg('Exact', { id: 'scan.exact' });
    case 'coarse':
      return msg('In two stages', { id: 'scan.coarse' });
  }
}

type Scan = NonNullable<Status['kernels']>['scan'];

/** How the last list was made, and what is known of its best. */
export function scanSentences({ choice, ran, survivors = 0, recall }: Scan, items: number, format: Format): string[] {
  if (ran === null) return [msg('No list was made yet.', { id: 'scan.none' })];
  if (ran === 'exact') {
    const all = msg('The last list compared every item with the whole history.', { id: 'scan.ran-exact' });
    return choice === 'coarse' ? [all, msg('A first stage would have saved nothing.', { id: 'scan.no-gain' })] : [all];
  }
  const [kept, all] = [format.number(survivors), format.number(items)];
  const first = msg(str`A summary of the history chose ${kept} of ${all} items, and the last list compared these with all of it.`, { id: 'scan.ran-coarse' });
  if (!recall) return [first, msg('How many of the best are among them is measured in a moment.', { id: 'scan.measuring' })];
  const [best, share, rows] = [format.number(recall.at), format.percent(recall.value), format.number(recall.rows)];
  return [first, msg(str`Of the ${best} best, ${share} are among them, measured here on ${rows} items.`, { id: 'scan.recall' })];
}
