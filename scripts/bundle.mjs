// The second half of `npm run build`: what `nest build` compiled, and the libraries it imports, becomes one file, dist/service.cjs;
// warm-up.mjs lays the code beside it that V8 compiles of it. dist/main.js runs it; see docs/decisions/0014-one-file-to-start.md.
// Another folder of compiled files can be named.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './setup.mjs';

const [, , dist = join(root, 'dist')] = process.argv;
const WRAPPER = '(function (exports, require, module, __filename, __dirname) { const __require = require;';
/** They read files of their own package, and are imported only by those who use them. */
const APART = ['mongodb-memory-server-core', 'pino-pretty', 'piscina', 'swagger-ui-dist'];
/** A source map that says nothing: of the libraries, whose own places are of no use to anybody. */
const NO_MAP = `\n//# sourceMappingURL=data:application/json;base64,${btoa('{"version":3,"sources":[""],"mappings":"A"}')}`;

/** What means another thing, or nothing, in one file of CommonJS. */
const asOneFile = {
  name: 'as-one-file',
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: /\.[cm]?js$/ }, ({ path }) => {
      const isLibrary = path.includes('node_modules');
      const place = `require("node:path").join(__dirname, ${JSON.stringify(relative(dist, path))})`;
      const contents = readFileSync(path, 'utf8')
        .replace('const require = createRequire(import.meta.url);', '') // what they require is in the bundle
        .replaceAll('import.meta.resolve(', '__require.resolve(')
        .replaceAll('import.meta.url', `require("node:url").pathToFileURL(${place}).href`)
        .replaceAll('import.meta.dirname', `require("node:path").dirname(${place})`)
        // Its own object is what createConnection() changes; esbuild's namespace of it only looks like it.
        .replaceAll("import * as mongoose from 'mongoose'", "import mongoose from 'mongoose'");
      return { contents: isLibrary ? contents + NO_MAP : contents, resolveDir: dirname(path) };
    });
    // An optional library that is not installed is looked for when it is asked for, as before.
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...importer }) => {
      if (pluginData === asOneFile) return undefined;
      const found = await resolve(path, { ...importer, pluginData: asOneFile });
      return found.errors.length > 0 ? { path, external: true } : found;
    });
  },
};

await build({
  entryPoints: [join(dist, 'serve.js')],
  outfile: join(dist, 'service.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: APART,
  supported: { 'dynamic-import': false }, // a script has none; Node's require() loads what these are
  plugins: [asOneFile],
  keepNames: true, // Nest, mongoose and our errors go by the names of classes
  minifyWhitespace: true, // the text stays in memory
  minifySyntax: true,
  lineLimit: 200, // Node prints the line of an error that nobody catches
  legalComments: 'none',
  sourcemap: 'external',
  sourcesContent: false,
  banner: { js: WRAPPER },
  footer: { js: '})' },
  logLevel: 'warning',
});
const { PATH, NODE_OPTIONS = '' } = process.env;
const { status } = spawnSync(process.execPath, [join(root, 'scripts/warm-up.mjs'), dist], {
  env: { PATH, NODE_OPTIONS },
  stdio: ['ignore', 'ignore', 'inherit'],
});
// It only makes starts slower.
if (status !== 0) console.error(`build: no compiled code is kept (${status}); the message is above`);
