import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST'],
  DOMAIN: {
    prices: {
      schema: {
        number: { type: 'decimal', min: 0, max: 5 },
        text: { type: 'decimal', min: '-0.5', max: '1.50' },
        list: { type: 'list', schema: { type: 'decimal', max: 5.5 } },
        either: { type: ['decimal', 'string'], max: 5 },
      },
    },
  },
};

describe('the limits of a decimal in a domain document', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each<[object, object | undefined]>([
    [{ number: '5' }, undefined],
    [{ number: 0 }, undefined],
    [{ number: '5.01' }, { number: 'max value is 5' }],
    [{ number: '-1' }, { number: 'min value is 0' }],
    [{ text: '1.5' }, undefined],
    [{ text: 1.51 }, { text: 'max value is 1.5' }],
    [{ text: '-0.6' }, { text: 'min value is -0.5' }],
    [{ list: ['5.5', '5.6'] }, { list: { 1: 'max value is 5.5' } }],
    [{ either: 6 }, { either: 'max value is 5' }],
    [{ either: 'x' }, undefined],
  ])('are numbers and texts of decimals: %j', async (document, issues) => {
    const { status, body } = await client.post('/prices', document);
    expect([status, body._issues]).toEqual([issues ? 422 : 201, issues]);
  });
});
