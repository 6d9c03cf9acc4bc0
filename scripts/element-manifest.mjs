import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCES = 'src/elements';
const DEFINED = 'src/elements/define.ts';

/**
 * What the elements take and give, read from their source, as `custom-elements.json` has it: attributes, properties, methods, events, slots, parts and custom
 * properties of each, what it inherits included; nothing private.
 */
export function elementManifest() {
  const files = readdirSync(join(ROOT, SOURCES)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => `${SOURCES}/${file}`);
  const modules = files.map((file) => ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true));
  const { modules: found } = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const names = namesByClass(readFileSync(join(ROOT, DEFINED), 'utf8'));
  const described = found.flatMap(({ path, declarations }) => declarations.filter(({ name }) => names.has(name)).map((declaration) => ({ path, declaration: publicOf(declaration, names.get(declaration.name)) })));
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: described.map(({ path, declaration }) => ({
      kind: 'javascript-module',
      path,
      declarations: [declaration],
      exports: [{ kind: 'custom-element-definition', name: declaration.tagName, declaration: { name: declaration.name, module: path } }],
    })),
  };
}

/** Names of elements by their class, as define.ts has them. */
function namesByClass(source) {
  return new Map([...source.matchAll(/'(attune-[a-z-]+)': (\w+)/g)].map(([, tag, name]) => [name, tag]));
}

function publicOf({ members = [], attributes = [], events = [], slots = [], cssParts = [], cssProperties = [], name, description, kind }, tagName) {
  const isPublic = ({ name, privacy, static: isStatic }) => !isStatic && privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#') && !FOR_SUBCLASSES.has(name);
  const plain = (list) => list.map(({ inheritedFrom: _class, ...rest }) => rest);
  const shown = members.filter(isPublic);
  return {
    kind,
    name,
    tagName,
    customElement: true,
    description,
    attributes: plain(attributes.filter(({ fieldName }) => shown.some((member) => member.name === fieldName))),
    members: plain(shown),
    events: plain(events),
    slots: plain(slots),
    cssParts: plain(cssParts),
    cssProperties: plain(cssProperties),
  };
}

/** Public for the rooms of the elements, not for pages. */
const FOR_SUBCLASSES = new Set(['begin', 'changed', 'given', 'language', 'connection', 'format', 'whenWanted', 'requestUpdate', 'updateComplete']);
