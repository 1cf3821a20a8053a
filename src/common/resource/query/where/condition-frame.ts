import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../../dates/date-format.js';
import { ALL_LEAD, type Frame, type ReadingPolicy } from '../../rules/rule.js';

/** A condition holds values that are cast already, and a place with whatever members. */
const POLICY: ReadingPolicy = {
  normalizeDottedFields: false,
  normalizeOnPatch: false,
  mergeNestedDocuments: false,
  allowCustomFieldsInGeojson: true,
  autoCreateLists: false,
  dates: DEFAULT_DATE_FORMAT,
};

/** The frame that the value of a condition is validated in: it is a document of its own. */
export const CONDITION_FRAME: Frame = {
  policy: POLICY,
  stored: {},
  original: {},
  root: {},
  isChange: false,
  fillsDefaults: false,
  references: ALL_LEAD,
};

/** The same for a service that writes dates in a form of its own. */
export function conditionFrame(dates: DateFormat = DEFAULT_DATE_FORMAT): Frame {
  return { ...CONDITION_FRAME, policy: { ...POLICY, dates } };
}
