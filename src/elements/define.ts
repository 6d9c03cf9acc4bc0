import { AttuneExplanation } from './explanation.ts';
import { AttuneRecommendations } from './recommendations.ts';

const ELEMENTS = {
  'attune-explanation': AttuneExplanation,
  'attune-recommendations': AttuneRecommendations,
} satisfies Record<string, CustomElementConstructor>;

/** Registers every element; a name that is taken already is left alone, so that two copies of the script do no harm. */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  for (const [name, element] of Object.entries(ELEMENTS)) if (!registry.get(name)) registry.define(name, element);
}
