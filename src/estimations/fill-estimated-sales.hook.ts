import { Injectable } from '@nestjs/common';
import type { ResourceHooks, Update } from '../common/resource/index.js';
import type { Estimation } from './estimation.resource.js';
import { SalesPredictor } from './predictor/sales-predictor.js';

type Question = Pick<Estimation, 'bestseller_rank' | 'category' | 'marketplace'>;
type Answer = Pick<Estimation, 'estimated_sales' | 'estimate'>;

/** Predicts the sales of every estimation whose client gives no figure; a client's own figure is kept and marked as such. */
@Injectable()
export class FillEstimatedSales implements ResourceHooks<Estimation> {
  constructor(private readonly predictor: SalesPredictor) {}

  beforeInsert(documents: readonly Estimation[]): readonly Estimation[] {
    return documents.map((document) => this.fill(document));
  }

  beforeReplace(document: Estimation): Estimation {
    return this.fill(document);
  }

  beforeUpdate(document: Estimation, { original, changes }: Update<Estimation>): Estimation {
    if (changes.estimated_sales !== undefined) return { ...document, ...given(changes.estimated_sales) };
    return asksTheSame(document, original) ? document : { ...document, ...this.predict(document) };
  }

  private fill(document: Estimation): Estimation {
    const { estimated_sales: sales } = document as Partial<Estimation>;
    const answer = sales === undefined ? this.predict(document) : given(sales);
    return Object.assign({}, document, answer); // of an instance of a class a spread takes ten times as long
  }

  private predict({ bestseller_rank: rank, category, marketplace }: Question): Answer {
    const prediction = this.predictor.predict({ rank, category, marketplace });
    const { estimated_sales, lower, upper, level, confidence, extrapolated, basis, model } = prediction;
    return { estimated_sales, estimate: { lower, upper, level, confidence, extrapolated, basis, model } };
  }
}

function given(estimated_sales: number): Answer {
  return { estimated_sales, estimate: { basis: 'client' } };
}

function asksTheSame(a: Question, b: Question): boolean {
  return a.bestseller_rank === b.bestseller_rank && a.category === b.category && a.marketplace === b.marketplace;
}
