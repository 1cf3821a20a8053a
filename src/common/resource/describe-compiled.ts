import type { FieldDefinition } from './fields/field-definition.js';
import { typesOf } from './types/field-types.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import { checksOf, type FieldChecks } from './validation/field-checks.js';
import { DocumentWriter, type WrittenMember } from './representation/document-writer.js';

/** The compiled form of a resource, for a human reader: how its documents are written, and the checks of documents that clients send. */
export function describeCompiled(definition: ResourceDefinition): string {
  const { name, url, allowUnknown, hateoas, names, fields, model } = definition;
  const written = DocumentWriter.of(definition).members.map(describeMember);
  return [
    `${name}, at /${url}`,
    '',
    'An answer, straight from BSON to JSON, in this order:',
    ...(allowUnknown ? ['  (members that nobody declared, as they are stored)'] : []),
    ...written,
    ...(hateoas ? [line(names.linksName, 'links')] : []),
    '',
    `A document that is sent (${allowUnknown ? 'other members are taken as they are' : 'other members are rejected'}):`,
    ...checksOf({ fields, model }).map(describeChecks),
  ].join('\n');
}

function describeMember({ name, as, floats }: WrittenMember): string {
  const kinds = {
    value: floats ? 'value, with floats in it' : 'value',
    time: 'time, the epoch where there is none',
    tag: 'entity tag, worked out where there is none',
  } as const satisfies Record<WrittenMember['as'], string>;
  return line(name, kinds[as]);
}

function describeChecks({ field, isRequired, validators }: FieldChecks): string {
  const rules = validators.map((validator) => validator.name);
  return line(field.name, [typeOf(field), isRequired ? 'required' : 'optional', ...rules].join(', '));
}

function typeOf(field: FieldDefinition): string {
  return field.type === undefined ? 'any type' : typesOf(field).join(' or ');
}

function line(name: string, text: string): string {
  return `  ${name.padEnd(24)} ${text}`;
}
