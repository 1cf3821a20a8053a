import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIObject } from '@nestjs/swagger';
import { version } from '../../src/config/version.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Contract } from './contract.js';
import { routesOf } from './routes-of.js';

describe('the OpenAPI document', () => {
  let service: TestApp;
  let contract: Contract;

  beforeAll(async () => {
    service = await startTestApp();
    const response = await service.fetch('/api/swagger.json');
    contract = new Contract((await response.json()) as OpenAPIObject);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is the one in docs/openapi.json, as `node scripts/update-openapi.mjs` writes it', () => {
    const text = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
    const written = JSON.parse(text) as OpenAPIObject;

    expect(contract.document).toEqual({ ...written, info: { ...written.info, version } });
  });

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...structuredClone(contract.document) });

    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(contract.document.openapi).toBe('3.1.0');
  });

  it('describes every route of the service and no other', () => {
    expect(contract.routes).toEqual(routesOf(service));
  });

  it('names every operation once, as a method of a client would be called', () => {
    const ids = contract.operations.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+[A-Z]\w*$/.test(id))).toEqual([]);
    expect(ids).toEqual(
      expect.arrayContaining([
        'listEstimations',
        'createEstimations',
        'getEstimation',
        'replaceEstimation',
        'updateEstimation',
        'deleteEstimation',
        'getEstimationModel',
        'getHome',
        'getLiveness',
        'getReadiness',
        'getHealth',
      ]),
    );
  });

  it('sorts every operation under a tag that it explains', () => {
    const explained = new Set(contract.document.tags?.map(({ name }) => name));

    const used = contract.operations.map(({ operation }) => operation.tags ?? []);

    expect(used.filter((tags) => tags.length !== 1 || !tags.every((tag) => explained.has(tag)))).toEqual([]);
  });

  it('shows only examples that satisfy their schemas', () => {
    const { examples } = contract;

    expect(examples.length).toBeGreaterThan(30);
    expect(examples.flatMap(({ value, schema }) => contract.faultsOf(value, schema))).toEqual([]);
  });

  it('may be read by pages of other origins', async () => {
    const response = await service.fetch('/api/swagger.json', { headers: { origin: 'https://editor.example' } });

    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://editor.example');
  });

  it.each(['/api', '/api/'])('is shown at %s by a page whose parts all load', async (url) => {
    const response = await service.fetch(url);
    const page = await response.text();
    const parts = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, part = '']) => new URL(part, response.url).href,
    );

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(parts).toHaveLength(6);
    expect(parts.filter((part) => !part.startsWith(`${service.url}/api/`))).toEqual([]);
    for (const part of parts) {
      const loaded = await fetch(part);
      expect([part, loaded.status, (await loaded.blob()).size > 0]).toEqual([part, 200, true]);
    }
  });
});
