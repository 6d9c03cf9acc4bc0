import { AttuneExplanation } from './explanation.ts';
import { AttunePrivacyPanel } from './privacy-panel.ts';
import { AttuneRecommendations } from './recommendations.ts';
import { AttuneStatusPanel } from './status-panel.ts';

const ELEMENTS = {
  'attune-explanation': AttuneExplanation,
  'attune-privacy-panel': AttunePrivacyPanel,
  'attune-recommendations': AttuneRecommendations,
  'attune-status-panel': AttuneStatusPanel,
} satisfies Record<string, CustomElementConstructor>;

/** Registers every element; a name that is taken already is left alone, so that two copies of the script do no harm. */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  for (const [name, element] of Object.entries(ELEMENTS)) if (!registry.get(name)) registry.define(name, element);
}
