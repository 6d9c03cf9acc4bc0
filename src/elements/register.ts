/** Registers `element`; a name that is taken is left alone, so that two copies of a script do no harm. */
export function register(name: string, element: CustomElementConstructor, registry: CustomElementRegistry = customElements): void {
  if (!registry.get(name)) registry.define(name, element);
}
