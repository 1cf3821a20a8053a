import type { Settings } from '../../config/settings.js';

/** How much one CSV text may hold. */
export interface CsvLimits {
  readonly columns: number;
  /** Characters of a cell. */
  readonly cellLength: number;
  /** Characters of a record, line breaks within quotes and all. */
  readonly lineLength: number;
  readonly rows: number;
}

type LimitSettings = Pick<Settings, 'csvMaxColumns' | 'csvMaxCellLength' | 'csvMaxLineLength' | 'csvMaxRows'>;

/** The limits that the settings name. */
export function limitsOf(settings: LimitSettings): CsvLimits {
  return {
    columns: settings.csvMaxColumns,
    cellLength: settings.csvMaxCellLength,
    lineLength: settings.csvMaxLineLength,
    rows: settings.csvMaxRows,
  };
}
