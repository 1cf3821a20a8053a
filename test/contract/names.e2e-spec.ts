import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIObject } from '@nestjs/swagger';
import { NamesakesModule } from '../fixtures/namesakes.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Contract } from './contract.js';

describe('the OpenAPI document of classes and resources with awkward names', () => {
  let service: TestApp;
  let contract: Contract;

  beforeAll(async () => {
    service = await startTestApp({ features: [NamesakesModule] });
    contract = new Contract((await (await service.fetch('/api/swagger.json')).json()) as OpenAPIObject);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is valid', async () => {
    expect(await new Validator().validate({ ...structuredClone(contract.document) })).toMatchObject({ valid: true });
  });

  it('has operations that a client of any language can call, each under a name of its own', () => {
    const ids = contract.operations.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+[A-Z][A-Za-z\d]*$/.test(id))).toEqual([]);
    expect(ids).toEqual(
      expect.arrayContaining(['getThing', 'listMyThings', 'getMyThingsThing', 'getAB', 'getN2things']),
    );
    expect(ids).toEqual(
      expect.arrayContaining(['getPeople', 'listPeopleCollection', 'getHealth', 'getHealthsHealth', 'getResource']),
    );
  });

  it('has schemas whose names are valid, and those of the same name are told apart by their resource', () => {
    const schemas = contract.document.components?.schemas ?? {};

    expect(Object.keys(schemas).filter((name) => !/^[A-Z][A-Za-z\d]*$/.test(name))).toEqual([]);
    expect(schemas).toHaveProperty('Customer.properties.first.allOf', [
      { $ref: '#/components/schemas/CustomersOrder' },
    ]);
    expect(schemas).toHaveProperty('CustomersOrder.required', ['article']);
    expect(schemas).toHaveProperty('CustomersOrder2.required', ['amount']);
    expect(schemas).toHaveProperty('SuppliersOrder.required', ['amount']);
    expect(schemas).toHaveProperty('SuppliersOrder2.required', ['article']);
    expect(schemas).toHaveProperty('SuppliersOrder3.additionalProperties', true);
    expect(schemas).toHaveProperty('Order.properties.line.allOf', [{ $ref: '#/components/schemas/OrdersOrderItem' }]);
    expect(schemas).toHaveProperty('Error.required', ['_status', '_error']);
    expect(schemas).toHaveProperty('ErrorsError.properties.text');
  });

  it.each([
    ['Customer', 'customers', { first: { article: 'a' }, others: [{ amount: 1 }] }],
    ['Supplier', 'suppliers', { last: { amount: 1 }, same: { article: 'a' }, open: { amount: 1, colour: 'red' } }],
    ['Order', 'orders', { line: { pieces: 1 } }],
    ['ErrorsError', 'errors', { text: 'x' }],
  ])('is right about %s', async (name, path, document) => {
    const { id } = await new Client(service.url).create(`/${path}`, document);
    expect(contract.faultsOf(document, `/components/schemas/${name}`)).toEqual([]);
    expect(await contract.compare(`get${name}`, await service.fetch(`/${path}/${id}`))).toEqual([]);
  });

  it('refers to schemas that it has', () => {
    const references = [...JSON.stringify(contract.document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];

    expect(references.filter(([, name = '']) => !(name in (contract.document.components?.schemas ?? {})))).toEqual([]);
  });
});
