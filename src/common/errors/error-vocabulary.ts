import type { ApiSettings } from '../../config/api-settings.js';

/** What the service calls the members of an error's body, in which formats, and with which status it answers documents that are not valid. */
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
