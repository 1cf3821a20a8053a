// For worker threads of a test: `./x.js` finds `./x.ts`, which swc compiles on the way.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
