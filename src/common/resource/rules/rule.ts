import type { DateFormat } from '../../dates/date-format.js';
import type { DataRelation, FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import type { IssueNode, IssueTree } from './issue-tree.js';

/** The way a service reads documents: settings of it, and those that its resource decides for itself. */
export interface ReadingPolicy {
  /** A dotted name is a path into a sub-document. */
  readonly normalizeDottedFields: boolean;
  /** PATCH fills in the defaults of fields that the document lacks. */
  readonly normalizeOnPatch: boolean;
  /** PATCH merges sub-documents; otherwise a sub-document is a new one, to be validated as a whole. */
  readonly mergeNestedDocuments: boolean;
  /** A single value for a list is a list of one. */
  readonly autoCreateLists: boolean;
  /** GeoJSON objects may have members that the standard does not name. */
  readonly allowCustomFieldsInGeojson: boolean;
  readonly dates: DateFormat;
}

/** The documents that values refer to, as far as they are known. */
export interface References {
  /** Whether a value leads to a document; where nobody has looked it up yet, it seems to. */
  leads(value: unknown, relation: DataRelation): boolean;
}

/** Where references are not looked up. */
export const ALL_LEAD: References = { leads: () => true };

/** The document that a value is validated in. */
export interface Frame {
  readonly policy: ReadingPolicy;
  /** The stored part that stays, where a PATCH changes it. */
  readonly stored: object;
  /** The stored document, where a PUT or a PATCH writes it anew. */
  readonly original: object;
  /** The whole document, where this is a part of it. */
  readonly root: object;
  /** Whether it holds the changes of a PATCH, which need not be complete. */
  readonly isChange: boolean;
  /** Whether what is missing gets its default. */
  readonly fillsDefaults: boolean;
  readonly references: References;
}

/** The context of a value, for rules that depend on more than the value. */
export interface RuleContext extends Frame {
  readonly field: FieldDefinition;
  /** The document or sub-document that the value is a member of. */
  readonly document: object;
  /** Validates the value by another definition than its field's. */
  readonly validateAs: (definition: ValueDefinition) => IssueNode | undefined;
  /** The issues of the contextual rules that the value breaks, by their names. */
  readonly explanations: IssueTree;
}

/** One validation rule: the test of a value of any type, and the issue of one that fails it. */
export interface Rule<Constraint> {
  /** An empty value is not looked at where the field says whether it may be empty. */
  readonly skipsEmpty?: boolean;
  test(value: unknown, constraint: Constraint): boolean;
  explain(value: unknown, constraint: Constraint): IssueNode;
}

/** A validation rule that depends on more than the value: `undefined` where the value satisfies it. */
export interface ContextualRule<Constraint> {
  readonly needsContext: true;
  explain(value: unknown, constraint: Constraint, context: RuleContext): IssueNode | undefined;
}
