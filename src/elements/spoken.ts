// What sentences are made with, in place of @lit/localize in builds where bytes count: that brings its whole runtime, which English has no use for.
export { msg } from '@lit/localize/init/install.js';
export { str } from '@lit/localize/internal/str-tag.js';
