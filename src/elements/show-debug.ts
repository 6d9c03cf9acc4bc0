import { AttuneDebug } from './debug-overlay.ts';
import { AttuneExplanation } from './explanation.ts';
import { register } from './register.ts';
import { AttuneStatusPanel } from './status-panel.ts';

/** Puts the overlay on the page, once. */
export function showDebug(): void {
  for (const [name, element] of Object.entries({ 'attune-explanation': AttuneExplanation, 'attune-status-panel': AttuneStatusPanel, 'attune-debug': AttuneDebug })) register(name, element);
  if (!document.querySelector('attune-debug')) document.body.append(document.createElement('attune-debug'));
}
