import type { PropertyDeclaration, ReactiveElement } from 'lit';

// In place of lit/decorators.js in builds where bytes count: that knows both kinds of decorators, and only these are written here.

/** As Lit's. */
export function property(options?: PropertyDeclaration) {
  return (prototype: object, name: string): PropertyDescriptor | undefined => {
    const own = Object.hasOwn(prototype, name);
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
    return own ? Object.getOwnPropertyDescriptor(prototype, name) : undefined;
  };
}

/** As Lit's. */
export function state() {
  return property({ state: true, attribute: false });
}
