import { type Markup, readMarkup } from './marked-up-things.ts';
import { valueOf } from './microdata.ts';
import type { ReadingBudget } from './reading-budget.ts';
import { localName, type Thing } from './thing.ts';

/** The things of a page's RDFa Lite in words of schema.org: `vocab`, `typeof`, `property`, `resource`, `prefix`. */
export function readRdfa(document: Document, budget: ReadingBudget): Thing[] {
  return readMarkup(document, RDFA, budget);
}

const RDFA: Markup = {
  scope: 'typeof',
  typesOf: (element) => words(element, 'typeof').filter((name) => isSchema(name, element)).map(localName),
  idOf: (element) => element.getAttribute('resource') || element.getAttribute('about') || undefined,
  propertiesOf: (element) => words(element, 'property').filter((name) => !/^(?:og|product|article|book|fb|twitter):/.test(name)).map(localName),
  valueOf: (element, property, graph, budget) => {
    const resource = element.getAttribute('resource');
    return resource === null ? valueOf(element, property, budget) : graph.thing([], resource);
  },
  elsewhere: () => [],
};

/** Whether a name is one of schema.org: written out, with its usual prefix, or bare inside its vocabulary. */
function isSchema(name: string, element: Element): boolean {
  if (name.includes(':')) return /^(?:schema:|https?:\/\/(?:www\.)?schema\.org\/)/i.test(name);
  return /\/\/(?:www\.)?schema\.org/i.test(element.closest('[vocab]')?.getAttribute('vocab') ?? '');
}

function words(element: Element, attribute: string): string[] {
  return element.getAttribute(attribute)?.split(/\s+/).filter(Boolean) ?? [];
}
