import type { HttpAdapter } from '../../src/common/http/http-adapter.js';
import type { TestApp } from '../support/test-app.js';

/** The routes of the document itself and of the page that shows it. */
const READER = /^\/api(\/|\/index\.html|\/LICENSE|\/swagger\.json|(\/api)?\/swagger-ui-init\.js)?$/;

/** What a service has registered with its HTTP server: `GET /estimations/:id`, …, sorted. */
export function routesOf({ app }: TestApp): readonly string[] {
  const { allowedMethods } = app.getHttpAdapter() as unknown as HttpAdapter; // what createApp made the service from
  const paths = [...allowedMethods['methodsByPath'].keys()].filter((path) => !READER.test(path));
  const routes = paths.flatMap((path) => allowedMethods.at(path).map((method) => `${method} ${path}`));
  return [...new Set(routes)].toSorted();
}
