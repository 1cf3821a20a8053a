import type { WireNames } from '../definition/resource-definition.js';
import type { IssueStyle } from './issue-renderer.js';
import type { IssueTree } from '../rules/issue-tree.js';
import type { Frame, ReadingPolicy, References } from '../rules/rule.js';
import type { Shape } from '../definition/shape.js';
import { checkDocument } from './check-document.js';
import { normaliseDocument } from './normalise-document.js';

/** A client's document: a JSON object, its dotted names expanded by `readPayload`. */
export type Payload = Readonly<Record<string, unknown>>;

/** The options that decide whether a document is valid: its fields, and how its issues are reported. */
export interface Validity extends Shape, IssueStyle {
  readonly policy: ReadingPolicy;
  readonly names: Pick<WireNames, 'linksName'>;
}

/** A document as the resource stores it, and what is wrong with it; without issues it is valid. */
export interface Validated {
  readonly document: Record<string, unknown>;
  readonly issues: IssueTree;
}

/**
 * A whole document (POST, PUT): text becomes the field's type where it says so without loss, defaults fill what is
 * missing, every rule is checked. A read-only field may only repeat what `original` holds, and keeps it.
 */
export function validateDocument(
  payload: Payload,
  validity: Validity,
  references: References,
  original: object = {},
): Validated {
  return validate(payload, validity, { stored: {}, original, isChange: false, references });
}

/**
 * The changes of a PATCH: as `validateDocument`, but what `original` already has is not required, and not set to its
 * default. A sub-document is validated as changes of the stored one, or as a whole where there is none.
 */
export function validateChanges(
  payload: Payload,
  validity: Validity,
  references: References,
  original: object,
): Validated {
  return validate(payload, validity, { stored: original, original, isChange: true, references });
}

function validate(
  payload: Payload,
  validity: Validity,
  { stored, original, isChange, references }: Pick<Frame, 'stored' | 'original' | 'isChange' | 'references'>,
): Validated {
  const { policy } = validity;
  const fillsDefaults = !isChange || policy.normalizeOnPatch;
  const frameOf = (root: object): Frame => ({
    policy,
    stored,
    original,
    root,
    isChange,
    fillsDefaults,
    references,
  });
  const { document, issues } = normaliseDocument(payload, validity, frameOf(payload));
  const broken = checkDocument(document, validity, frameOf(document));
  issues.join(broken);
  return { document, issues };
}

/** Whether anything is wrong. */
export function hasIssues({ issues }: { readonly issues: IssueTree }): boolean {
  return !issues.isClean;
}
