import type { ApiSettings } from '../../config/api-settings.js';

/** The service's names for the members of an error's body, its formats, and the status that documents with issues get. */
export type ErrorVocabulary = Pick<
  ApiSettings,
  | 'statusName'
  | 'statusOk'
  | 'statusErr'
  | 'issuesName'
  | 'errorName'
  | 'itemsName'
  | 'renderers'
  | 'validationErrorStatus'
>;
