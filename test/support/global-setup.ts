import Module from 'node:module';

declare global {
  // The global teardown runs in the same process; a `var` is the only way to declare a global.
  var stopTestServer: (() => Promise<void>) | undefined;
}

/** Starts one database server for the whole run, through the service's own resolver, unless `TEST_MONGO_URI` names one. */
export default async function globalSetup(): Promise<void> {
  if (process.env['TEST_MONGO_URI'] !== undefined) return;
  resolveTypeScript();
  const { startTestServer } = await import('./test-server.js');
  const { uri, stop } = await startTestServer();
  process.env['TEST_MONGO_URI'] = uri;
  globalThis.stopTestServer = stop;
}

type Resolve = (this: unknown, request: string, ...rest: readonly unknown[]) => string;

/** Lets `./x.js` find `./x.ts`: jest does not apply its `moduleNameMapper` to a global setup. */
function resolveTypeScript(): void {
  // Node 20 has no public hook for `require`; jest's own hook (pirates) uses the same undocumented table.
  const resolver = Module as unknown as { _resolveFilename: Resolve };
  const original = resolver._resolveFilename;
  resolver._resolveFilename = function (request, ...rest) {
    try {
      return original.call(this, request, ...rest);
    } catch (error) {
      if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
      return original.call(this, request.replace(/\.js$/, '.ts'), ...rest);
    }
  };
}
