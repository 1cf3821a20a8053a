import { Bundle } from './bundle/bundle.js';

/** The way in: the service in one file, as `npm run build` makes it, or file by file where only the compiler ran. */
const bundle = Bundle.in(import.meta.dirname);
if (bundle) bundle.run();
else await import('./serve.js');
