import { barChart } from '../common/http/formats/html/bar-chart.js';
import { histogramChart } from '../common/http/formats/html/histogram-chart.js';
import { markup, type Html, type HtmlPart } from '../common/http/formats/html/markup.js';
import type { Page } from '../common/http/formats/html/html-format.js';
import { shortNumber } from '../common/http/formats/html/short-number.js';
import type { ColumnSummary } from './statistics/column-summary.js';
import type { CorrelationTable, DatasetSummary } from './statistics/dataset-statistics.js';

const FIGURES = ['mean', 'sd', 'min', 'q25', 'median', 'q75', 'max'] as const;

/** A dataset as it is answered; a projection leaves members out. */
interface DatasetBody extends Partial<DatasetSummary> {
  readonly name?: string;
  readonly format?: string;
}

/** A dataset as a page for people: for each column its figures, a histogram and the most frequent values; then the correlations. */
export function toDatasetPage(body: unknown): Page {
  const { name, format, rows, columns = [], correlations } = body as DatasetBody; // what the resource declares
  const facts = [format?.toUpperCase(), rows !== undefined && `${rows} rows`, `${columns.length} columns`];
  return {
    title: name ?? 'Dataset',
    content: markup`<p class="muted">${facts.filter(Boolean).join(' · ')}</p>
${columns.map(showColumn)}${correlations && showCorrelations(correlations)}`,
  };
}

function showColumn(column: ColumnSummary): Html {
  const { name, kind, count, missing, distinct, distinct_values: exactness, top, histogram, note } = column;
  const facts = `${kind} · ${count} values · ${missing} missing · ${about(exactness)}${distinct} distinct`;
  const bars = top.map(({ value, count: times }) => ({ name: String(value), count: times }));
  return markup`<section>
<h2>${name}</h2>
<p class="muted">${facts}${note !== undefined && ` · ${note}`}</p>
<div class="side">
${histogram && histogramChart(histogram, `Histogram of ${name}`)}${showFigures(column)}
${bars.length > 0 && barChart(bars, `Most frequent values of ${name}`)}
</div>
</section>`;
}

function showFigures(column: ColumnSummary): HtmlPart {
  if (column.mean === undefined) return undefined;
  const isSketch = column.quantiles === 'sketch';
  const rows = FIGURES.map((figure) => {
    const sign = isSketch && (figure === 'median' || figure.startsWith('q')) ? about('sketch') : '';
    return markup`<tr><th>${figure}</th><td>${sign}${showNumber(column[figure])}</td></tr>`;
  });
  return markup`<table>${rows}</table>`;
}

function showCorrelations({ columns, values, left_out: leftOut }: CorrelationTable): HtmlPart {
  if (columns.length < 2) return undefined;
  const rows = columns.map((name, row) => {
    const cells = (values[row] ?? []).map((value) => markup`<td>${showCorrelation(value)}</td>`);
    return markup`<tr><th>${name}</th>${cells}</tr>`;
  });
  return markup`<section>
<h2>Correlations</h2>
<p class="muted">Pearson${leftOut > 0 && `; ${leftOut} more columns of numbers are left out`}</p>
<div class="scroll"><table><tr><th></th>${columns.map((name) => markup`<th>${name}</th>`)}</tr>${rows}</table></div>
</section>`;
}

function about(exactness: ColumnSummary['distinct_values']): string {
  return exactness === 'sketch' ? '≈ ' : '';
}

function showNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : shortNumber(value);
}

function showCorrelation(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
