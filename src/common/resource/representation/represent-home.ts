import type { ApiSettings } from '../../../config/api-settings.js';
import { version } from '../../../config/version.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { collectionLink, type Link } from './links/links.js';

type Settings = Pick<ApiSettings, 'apiVersion' | 'hateoas' | 'linksName' | 'infoName' | 'schemaEndpoint'>;

/** The root of the API: what serves it, where that is to be reported, and a link to every resource that has a URL. */
export function representHome(
  definitions: readonly ResourceDefinition[],
  { apiVersion, hateoas, infoName, linksName, schemaEndpoint }: Settings,
): Readonly<Record<string, unknown>> {
  const server = { server: 'Evenest', version, ...(apiVersion !== '' && { api_version: apiVersion }) };
  return {
    ...(infoName !== '' && { [infoName]: server }),
    ...(hateoas && { [linksName]: { child: [...definitions.map(linkTo), ...linkToSchemas(schemaEndpoint)] } }),
  };
}

function linkTo(definition: ResourceDefinition): Link {
  return collectionLink({ definition, url: definition.url });
}

function linkToSchemas(schemaEndpoint: string): readonly Link[] {
  return schemaEndpoint === '' ? [] : [{ title: schemaEndpoint, href: schemaEndpoint }];
}
