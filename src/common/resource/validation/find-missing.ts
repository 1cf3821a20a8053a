import type { FieldDefinition } from '../fields/field-definition.js';
import type { Shape } from '../definition/shape.js';

/**
 * The required fields that a whole document lacks. Required fields that exclude each other are one requirement: where one
 * of them is there, the others are not missing.
 *
 * @param undefinedOnes the required fields without a value; `null` is one
 */
export function findMissing(document: object, shape: Shape, undefinedOnes: readonly string[]): readonly string[] {
  const isRequired = ({ name, required = shape.requireAll }: FieldDefinition): boolean =>
    undefinedOnes.includes(name) || required === true;
  const excused = new Set<string>();
  for (const field of shape.fields) {
    if (!isRequired(field) || !Object.hasOwn(document, field.name)) continue;
    for (const name of [field.excludes ?? []].flat()) excused.add(name);
  }
  return shape.fields
    .filter((field) => isRequired(field) && !Object.hasOwn(document, field.name) && !excused.has(field.name))
    .map(({ name }) => name);
}
