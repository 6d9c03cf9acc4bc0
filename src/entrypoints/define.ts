import { defineElements } from '../elements/define.ts';

// Where pages are drawn on a server there is nothing to register with.
if ('customElements' in globalThis) defineElements();
