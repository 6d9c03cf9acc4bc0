import type { ReadingBudget } from './reading-budget.ts';
import { addValue, type Thing, ThingGraph, type Value } from './thing.ts';

/** How a syntax writes things onto elements. */
export interface Markup {
  /** The attribute of an element that is a thing. */
  scope: string;
  typesOf(element: Element): string[];
  idOf(element: Element): string | undefined;
  propertiesOf(element: Element): string[];
  /** The value of a property that is no thing with a scope of its own. */
  valueOf(element: Element, property: string, graph: ThingGraph, budget: ReadingBudget): Value;
  /** Elements outside a thing's own that speak of it too. */
  elsewhere(element: Element): Element[];
}

const MAX_DEPTH = 50;
const MAX_SCOPES = 20_000;

/** Reads the things that elements of a page are marked up as. */
export function readMarkup(document: Document, markup: Markup, budget: ReadingBudget): Thing[] {
  return new MarkupReader(markup, budget).read(document);
}

class MarkupReader {
  readonly #markup: Markup;
  readonly #budget: ReadingBudget;
  readonly #graph = new ThingGraph();
  readonly #read = new Set<Element>();

  constructor(markup: Markup, budget: ReadingBudget) {
    this.#markup = markup;
    this.#budget = budget;
  }

  read(document: Document): Thing[] {
    const { scope } = this.#markup;
    const scopes = Array.from(document.querySelectorAll(`[${scope}]`)).slice(0, MAX_SCOPES);
    const stray = (element: Element): boolean => !this.#read.has(element) && !element.parentElement?.closest(`[${scope}]`);
    for (const element of scopes) if (this.#markup.propertiesOf(element).length === 0) this.#addRoot(element);
    for (const element of scopes) if (this.#markup.propertiesOf(element).length > 0 && stray(element)) this.#addRoot(element);
    return [...new Set(this.#graph.roots)];
  }

  #addRoot(element: Element): void {
    if (this.#budget.takesNode()) this.#graph.roots.push(this.#thingOf(element, 0));
  }

  #thingOf(element: Element, depth: number): Thing {
    const thing = this.#graph.thing(this.#markup.typesOf(element), this.#markup.idOf(element));
    this.#read.add(element);
    if (depth > MAX_DEPTH) return thing;
    for (const child of element.children) this.#readTree(thing, child, depth);
    for (const other of this.#markup.elsewhere(element)) if (!other.contains(element)) this.#readTree(thing, other, depth);
    return thing;
  }

  /** Adds what `top` and the elements in it say of `thing`; what has a scope of its own speaks for itself. */
  #readTree(thing: Thing, top: Element, depth: number): void {
    let element: Element | null = top;
    while (element && this.#budget.takesNode()) {
      const own = element.hasAttribute(this.#markup.scope);
      this.#addProperties(thing, element, own, depth);
      element = (own ? null : element.firstElementChild) ?? followingElement(element, top);
    }
  }

  #addProperties(thing: Thing, element: Element, own: boolean, depth: number): void {
    const properties = this.#markup.propertiesOf(element);
    if (properties.length === 0 || (own && this.#read.has(element))) return;
    const inner = own ? this.#thingOf(element, depth + 1) : null;
    for (const property of properties) {
      const value = inner ?? this.#markup.valueOf(element, property, this.#graph, this.#budget);
      if (value !== '') addValue(thing, property, value);
    }
  }
}

function followingElement(element: Element, root: Element): Element | null {
  for (let at: Element | null = element; at && at !== root; at = at.parentElement) if (at.nextElementSibling) return at.nextElementSibling;
  return null;
}
