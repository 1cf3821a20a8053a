import type { FieldDefinition, ValueDefinition } from './field-definition.js';
import type { IssueNode } from './issue-tree.js';
import type { Frame, Surroundings } from './rules/rule.js';

/** Judges the member of a document by another definition than its field's. */
type Judge = (definition: ValueDefinition, name: string) => IssueNode | undefined;

/** What class-validator does not hand to a constraint: where the document under validation stands. */
const PLACES = new WeakMap<object, { readonly frame: Frame; readonly judge: Judge }>();

/** Remembers where a document stands, for as long as it exists. */
export function surround(document: object, frame: Frame, judge: Judge): void {
  PLACES.set(document, { frame, judge });
}

/** What a field of a document stands in. */
export function surroundingsOf(document: object, field: FieldDefinition): Surroundings {
  const place = PLACES.get(document);
  if (!place) throw new Error(`${field.name}: a rule looked around in a document that stands nowhere.`);
  return { ...place.frame, document, field, judge: (definition) => place.judge(definition, field.name) };
}
