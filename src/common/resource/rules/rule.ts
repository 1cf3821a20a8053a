import type { DateFormat } from '../../dates/date-format.js';
import type { DataRelation, FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import type { IssueNode, IssueTree } from './issue-tree.js';

/** How a service reads documents: settings of it, and what its resource decides for itself. */
export interface ReadingPolicy {
  /** A dotted name is a path into a sub-document. */
  readonly normalizeDottedFields: boolean;
  /** PATCH fills in the defaults of fields that the document lacks. */
  readonly normalizeOnPatch: boolean;
  /** PATCH merges sub-documents; otherwise a sub-document is a new one, to be judged as a whole. */
  readonly mergeNestedDocuments: boolean;
  /** A single value for a list is a list of one. */
  readonly autoCreateLists: boolean;
  /** GeoJSON objects may have members that the standard does not name. */
  readonly allowCustomFieldsInGeojson: boolean;
  readonly dates: DateFormat;
}

/** What is known of the documents that values refer to. */
export interface References {
  /** Whether a value leads to a document; where nobody has looked it up yet, it seems to. */
  leads(value: unknown, relation: DataRelation): boolean;
}

/** Where references are not looked up. */
export const ALL_LEAD: References = { leads: () => true };

/** The document that a value is judged in. */
export interface Frame {
  readonly policy: ReadingPolicy;
  /** What of it is stored and stays, where a PATCH changes it. */
  readonly stored: object;
  /** What of it is stored, where a PUT or a PATCH writes it anew. */
  readonly original: object;
  /** The whole document, where this is a part of it. */
  readonly root: object;
  /** Whether it holds the changes of a PATCH, which need not be complete. */
  readonly isChange: boolean;
  /** Whether what is missing gets its default. */
  readonly fillsDefaults: boolean;
  readonly references: References;
}

/** What a value stands in, for rules that look around. */
export interface Surroundings extends Frame {
  readonly field: FieldDefinition;
  /** The document or sub-document that the value is a member of. */
  readonly document: object;
  /** Judges the value by another definition than its field's. */
  readonly judge: (definition: ValueDefinition) => IssueNode | undefined;
  /** What the rules that look around found, by their names. */
  readonly found: IssueTree;
}

/** One validation rule: whether a value of any type satisfies it, and what a client reads where it does not. */
export interface Rule<Constraint> {
  /** An empty value is not looked at where the field says whether it may be empty. */
  readonly skipsEmpty?: boolean;
  holds(value: unknown, constraint: Constraint): boolean;
  find(value: unknown, constraint: Constraint): IssueNode;
}

/** A validation rule that depends on more than the value: nothing is found where the value satisfies it. */
export interface ContextualRule<Constraint> {
  readonly looksAround: true;
  find(value: unknown, constraint: Constraint, around: Surroundings): IssueNode | undefined;
}
