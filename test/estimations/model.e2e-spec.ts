import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Errors {
  readonly method: string;
  readonly n: number;
  readonly median_ape: number;
  readonly rmsle: number;
  readonly within_factor_2: number;
  readonly interval_coverage: number;
}

interface Marketplace {
  readonly marketplace: string;
  readonly rows: number;
  readonly sources: readonly string[];
  readonly categories: readonly { readonly rows: number }[];
}

describe('GET /estimations/model', () => {
  let service: TestApp;
  let client: Client;
  const startedAt = Date.now();

  beforeAll(async () => {
    service = await startTestApp();
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('names the model and version that predictions quote, and when it was trained', async () => {
    const { status, headers, body } = await client.get('/estimations/model');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    const { path } = await client.create('/estimations', { bestseller_rank: 48, category: 'Home & Kitchen' });
    const { estimate } = (await client.get(path)).body as unknown as { estimate: { model: string; level: number } };
    expect(body).toMatchObject({ name: 'hierarchical', version: estimate.model, interval_level: estimate.level });
    const trainedAt = Date.parse(String(body['trained_at']));
    expect(trainedAt).toBeGreaterThanOrEqual(startedAt - 1000);
    expect(trainedAt).toBeLessThanOrEqual(Date.now());
  });

  it('counts rows and names sources by marketplace', async () => {
    const { body } = await client.get('/estimations/model');
    const marketplaces = body['marketplaces'] as readonly Marketplace[];
    expect(body['rows']).toBe(426);
    expect(marketplaces.map(({ marketplace }) => marketplace).toSorted()).toEqual(['CA', 'FR', 'MX', 'US']);
    expect(sum(marketplaces.map(({ rows }) => rows))).toBe(426);
    expect(sum(marketplaces.map(({ categories }) => categories.length))).toBe(32);
    for (const { rows, sources, categories } of marketplaces) {
      expect(sum(categories.map((category) => category.rows))).toBe(rows);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  it('reports its errors by leave-one-out cross-validation', async () => {
    const { body } = await client.get('/estimations/model');
    const error = body['error'] as Errors;
    expect(error).toMatchObject({ method: 'leave-one-out', n: 426 });
    for (const share of [error.within_factor_2, error.interval_coverage]) {
      expect(share).toBeGreaterThan(0.5);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(error.median_ape).toBeGreaterThan(0);
    expect(error.median_ape).toBeLessThan(0.6);
    expect(error.rmsle).toBeGreaterThan(0);
    expect(error.rmsle).toBeLessThan(1.5);
  });

  it('says the same every time, and differs for another model', async () => {
    const [first, second] = [await client.get('/estimations/model'), await client.get('/estimations/model')];
    expect(second.text).toBe(first.text);
    const other = await startTestApp({ environment: { PREDICTION_MODEL: 'power-law' } });
    try {
      const { body } = await new Client(other.url).get('/estimations/model');
      expect(body['name']).toBe('power-law');
      expect((body['error'] as Errors).median_ape).toBeGreaterThan((first.body['error'] as Errors).median_ape);
    } finally {
      await other.stop();
    }
  });

  it('is only read', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, headers } = await client.send(method, '/estimations/model');
      expect([method, status]).toEqual([method, 405]);
      expect(headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'OPTIONS']);
    }
  });
});

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
