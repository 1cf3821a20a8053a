import type { ApiSettings } from '../../config/api-settings.js';

/** What the service calls the members of an error's body, and with which status it answers documents that are not valid. */
export type ErrorVocabulary = Pick<
  ApiSettings,
  'statusName' | 'statusOk' | 'statusErr' | 'issuesName' | 'errorName' | 'itemsName' | 'validationErrorStatus'
>;

/** Eve's words, unless the settings have others. */
export const DEFAULT_ERROR_VOCABULARY: ErrorVocabulary = {
  statusName: '_status',
  statusOk: 'OK',
  statusErr: 'ERR',
  issuesName: '_issues',
  errorName: '_error',
  itemsName: '_items',
  validationErrorStatus: 422,
};
