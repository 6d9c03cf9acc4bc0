import { attunePack } from 'attune/vite';
import { defineConfig } from 'vite';

// JSX needs no plugin of its own: the compiler options say which.
export default defineConfig({
  base: './',
  plugins: [attunePack({ feed: '../products.jsonl' })],
});
