import { isUnique } from '../../fields/unique-fields.js';
import type { FieldDefinition, ValueDefinition } from '../../fields/field-definition.js';
import { isOfKind, typesOf } from '../../types/field-types.js';
import { TYPES } from '../../types/types.js';
import { writeDatesOf } from '../../definition/write-dates.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { addedExamples } from '../../definition/server-fields.js';
import type { StoredDocument } from '../../document/stored-document.js';

/** A value of a field: the example its author gave, or one put together from its rules. */
export function exampleOf(value: ValueDefinition): unknown {
  const { fields = [], items, elements, allowed } = value;
  const [type = 'string'] = typesOf(value);
  const isList = isOfKind(type, 'list');
  const given = value.example ?? value.default ?? (isList ? allowed?.slice(0, 1) : allowed?.[0]);
  if (given !== undefined) return given;
  if (type === 'dict') return exampleOfFields(fields);
  if (isList) return elements?.map(exampleOf) ?? (items ? [exampleOf(items)] : []);
  return value.min ?? TYPES[type].example;
}

/** A document as a client sends it: the example its author gave, or every required field. */
export function exampleDocument(definition: ResourceDefinition): Readonly<Record<string, unknown>> {
  const { example, fields, requireAll = false, policy } = definition;
  const document = example ?? exampleOfFields(fields.filter(({ required }) => required ?? requireAll));
  return writeDatesOf(document, fields, policy.dates);
}

/** Another one: its numbers and what has to be unique differ. */
export function anotherDocument(definition: ResourceDefinition): Readonly<Record<string, unknown>> {
  const document = { ...exampleDocument(definition) };
  for (const field of definition.fields) {
    if (field.name in document) document[field.name] = another(document[field.name], field);
  }
  return document;
}

/** A change as a client sends it: of one field. */
export function exampleChanges(definition: ResourceDefinition): Readonly<Record<string, unknown>> {
  const document = anotherDocument(definition);
  const [field] = definition.fields.filter(({ name }) => name in document);
  return field ? { [field.name]: document[field.name] } : {};
}

/** The document of the other examples, as it is stored. */
export function exampleStored(definition: ResourceDefinition): StoredDocument {
  const { _id, ...added } = addedExamples(definition.added);
  return {
    _id,
    ...writeDatesOf(exampleOfFields(definition.fields), definition.fields, definition.policy.dates),
    ...exampleDocument(definition),
    ...added,
  };
}

function another(value: unknown, field: FieldDefinition): unknown {
  const { allowed, uniqueWithinResource, max = Infinity } = field;
  if (allowed) return value;
  if (typeof value === 'number' && value < Number(max)) return value + 1;
  if (!isUnique(field) && uniqueWithinResource !== true) return value;
  const [type = 'string'] = typesOf(field);
  return TYPES[type].another?.(value) ?? value;
}

function exampleOfFields(fields: readonly FieldDefinition[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, exampleOf(field)]));
}
