interface Named {
  name: string;
}

interface Described extends Named {
  tagName: string;
  description?: string;
  attributes: Named[];
  members: Named[];
  events: Named[];
  slots: Named[];
  cssParts: Named[];
  cssProperties: Named[];
}

export function elementManifest(): { modules: { path: string; declarations: Described[] }[] };
