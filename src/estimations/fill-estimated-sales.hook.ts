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
    return { ...document, ...(sales === undefined ? this.predict(document) : given(sales)) };
  }

  private predict({ bestseller_rank: rank, category, marketplace }: Question): Answer {
    const { estimated_sales, ...estimate } = this.predictor.predict({ rank, category, marketplace });
    return { estimated_sales, estimate };
  }
}

function given(estimated_sales: number): Answer {
  return { estimated_sales, estimate: { basis: 'client' } };
}

function asksTheSame(a: Question, b: Question): boolean {
  return a.bestseller_rank === b.bestseller_rank && a.category === b.category && a.marketplace === b.marketplace;
}
