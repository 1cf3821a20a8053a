import type { ParameterObject } from '@nestjs/swagger';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { onlyTypeOf } from '../../types/field-types.js';
import { TYPES } from '../../types/types.js';
import { parametersOf, type UrlParameter, type UrlRule } from '../../routes/url-rule.js';

/** The parts of a URL → a path with its parameters in braces. */
export function toPath(rule: UrlRule): string {
  return rule.map((part) => (typeof part === 'string' ? part : `{${part.name}}`)).join('/');
}

/** The values in the URL of a collection. */
export function describePlace({ collection }: ResourceDefinition): ParameterObject[] {
  return parametersOf(collection).map((parameter) =>
    describe([parameter], `The \`${parameter.path}\` of the documents.`),
  );
}

/** The values in the URL of an item. */
export function describeItemPlace(definition: ResourceDefinition): ParameterObject[] {
  const { item } = definition;
  return [...describePlace(definition), describe([item], `The \`${item.path}\` of the document.`)];
}

/** The values in the URL of an item that is read: another field may name it too. */
export function describeReadPlace(definition: ResourceDefinition): ParameterObject[] {
  const { readings } = definition;
  const names = readings.map(({ path }) => `\`${path}\``).join(' or ');
  return [...describePlace(definition), describe(readings, `The ${names} of the document.`)];
}

function describe(candidates: readonly UrlParameter[], description: string): ParameterObject {
  const [only, ...others] = candidates.map(schemaOf);
  const schema = only && others.length === 0 ? only : { anyOf: candidates.map(schemaOf) };
  return { name: candidates[0]?.name ?? '', in: 'path', required: true, description, schema };
}

function schemaOf({ field, pattern }: UrlParameter): NonNullable<ParameterObject['schema']> {
  const type = onlyTypeOf(field);
  const own = type && TYPES[type].url?.schema;
  if (own) return own;
  return { type: 'string', pattern: pattern.includes('|') ? `^(?:${pattern})$` : `^${pattern}$` };
}
