import { Field, Resource } from '../common/resource/index.js';
import { Column } from './column.js';
import { Correlations } from './correlations.js';
import { toDatasetPage } from './dataset-page.js';
import type { ColumnSummary } from './statistics/column-summary.js';
import type { CorrelationTable, DatasetSummary } from './statistics/dataset-statistics.js';

/** The report on a table: statistics of its columns and how they vary together. The table itself is not kept. */
@Resource({
  name: 'datasets',
  itemTitle: 'datasets',
  description: 'Statistics of tables: figures, frequent values and a histogram of each column, and correlations.',
  resourceMethods: ['GET'],
  itemMethods: ['GET', 'DELETE'],
  bandwidthSaver: false,
  bulkEnabled: true,
  indexes: [{ name: 1, _id: 1 }],
  page: toDatasetPage,
})
export class Dataset implements DatasetSummary {
  @Field.string({ maxLength: 500, example: 'iris.csv', description: 'The name given, or that of the file.' })
  name?: string;

  @Field.string({ required: true, allowed: ['csv', 'json'], example: 'csv' })
  format!: string;

  @Field.integer({ required: true, min: 1, example: 150, description: 'Rows of the table, the header not counted.' })
  rows!: number;

  @Field.list<ColumnSummary>({ type: 'dict', model: Column }, { required: true })
  columns!: readonly ColumnSummary[];

  @Field.dict(Correlations, { required: true })
  correlations!: CorrelationTable;
}
