import type { HttpAdapter } from '../../src/common/http/http-adapter.js';
import type { TestApp } from '../support/test-app.js';

/** The routes of the document itself and of the page that shows it. */
const READER = /^\/api(\/|\/index\.html|\/LICENSE|\/swagger\.json|(\/api)?\/swagger-ui-init\.js)?$/;

/** The pattern of a path parameter: `:id(^(?:[a-f0-9]{24})$)`. */
const PATTERN = /\(\^.*?\$\)(?=\/|$)/g;

/** What a service has registered with its HTTP server: `GET /estimations/:id`, …, sorted. */
export function routesOf({ app }: TestApp): readonly string[] {
  const { allowedMethods } = app.getHttpAdapter() as unknown as HttpAdapter; // what createApp made the service from
  const registered = allowedMethods.routes.filter((route) => !READER.test(route.slice(route.indexOf(' ') + 1)));
  const named = registered.map((route) => route.replaceAll(PATTERN, ''));
  const routes = named.flatMap((route) => [route, route.replace(/^\w+/, 'OPTIONS')]);
  return [...new Set(routes)].toSorted();
}
