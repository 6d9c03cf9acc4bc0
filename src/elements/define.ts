import { AttuneExplanation } from './explanation.ts';
import { AttuneInterestMap } from './interest-map.ts';
import { AttunePrivacyPanel } from './privacy-panel.ts';
import { AttuneRecommendations } from './recommendations.ts';
import { register } from './register.ts';
import { AttuneStatusPanel } from './status-panel.ts';

const ELEMENTS = {
  'attune-explanation': AttuneExplanation,
  'attune-interest-map': AttuneInterestMap,
  'attune-privacy-panel': AttunePrivacyPanel,
  'attune-recommendations': AttuneRecommendations,
  'attune-status-panel': AttuneStatusPanel,
} satisfies Record<string, CustomElementConstructor>;

/** Registers every element. A page that needs one alone calls `register` with it, and loads no other. */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  for (const [name, element] of Object.entries(ELEMENTS)) register(name, element, registry);
}
