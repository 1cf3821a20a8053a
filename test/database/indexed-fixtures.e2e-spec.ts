import fc from 'fast-check';
import { defineResource } from '../../src/common/resource/definition/define-resource.js';
import { resourceOptionsOf } from '../../src/common/resource/definition/resource.decorator.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { Estimation } from '../../src/estimations/estimation.resource.js';
import { EstimationsModule } from '../../src/estimations/estimations.module.js';
import { AskedModule, Event, Guest, Month, Patient, Plaque } from '../fixtures/asked.js';
import { Article, Book, IdentifiedModule, Order, Page, Session, Ticket } from '../fixtures/identified.js';
import { Invoice, InvoicesModule, Parcel, Payment } from '../fixtures/invoices.js';
import { Badge, Member, MembersModule } from '../fixtures/members.js';
import { Note, NotesModule } from '../fixtures/notes.js';
import { Person } from '../fixtures/people.js';
import { Place, PlacesModule } from '../fixtures/places.js';
import { Purchase, PostsModule } from '../fixtures/posts.js';
import { Product, ProductsModule } from '../fixtures/products.js';
import { Country, Draft, RestrictedModule, Token, Vote } from '../fixtures/restricted.js';
import { Either, Specimen, SpecimensModule } from '../fixtures/specimens.js';
import { Badger, Contact, DoneTask, OpenTask, Seat, Task, TasksModule } from '../fixtures/tasks.js';
import { Publisher, Shelf, Work, WorksModule } from '../fixtures/works.js';
import { toJsonText } from '../fuzz/edge-json.js';
import { documentOf } from '../fuzz/nearly-right.js';
import { Client, type Answer } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { addHostileIndexes } from './hostile-indexes.js';
import { askedPaths, listQueries } from './list-queries.js';

const FEATURES = [
  ...[EstimationsModule, WorksModule, TasksModule, InvoicesModule, ProductsModule, PlacesModule, NotesModule],
  ...[AskedModule, IdentifiedModule, MembersModule, RestrictedModule, SpecimensModule, PostsModule],
];

/** The id of a document that everything refers to, wherever it looks for one. */
const SOMEBODY = '507f1f77bcf86cd799439011';

type Model = new () => object;

/** Where a resource lives whose URL has places for values. */
const PATHS = new Map<Model, string>([
  [Invoice, `people/${SOMEBODY}/invoices`],
  [Parcel, 'depots/5/in/parcels'],
]);

/** Of those that cannot be written the documents are another's, or another program's. */
const MODELS: readonly Model[] = [
  ...[Estimation, Person, Publisher, Work, Shelf, Task, OpenTask, DoneTask, Seat, Contact, Badger, Invoice, Payment],
  ...[Parcel, Product, Place, Note, Patient, Guest, Plaque, Month, Event, Ticket, Book, Session, Article, Page, Order],
  ...[Member, Badge, Country, Draft, Token, Vote, Specimen, Either, Purchase],
];

const DOCUMENTS = 28;
/** What the generator cannot know: of two fields a document has one, and an id must fit in its URL. */
const AMENDS = new Map<Model, (document: object, index: number) => object>([
  [Either, (document, index) => without(document, index % 2 === 0 ? 'this' : 'that')],
  [Session, (document, index) => ({ ...document, _id: `3f0c1a52-6a0e-4d9b-9f57-${String(index).padStart(12, '0')}` })],
]);

const ENVIRONMENT = { MONGO_QUERY_BLACKLIST: '$where' };

describe('every list of every resource', () => {
  let indexed: TestApp;
  /** The same documents in collections without any index. */
  let plain: TestApp;

  beforeAll(async () => {
    [indexed, plain] = await Promise.all([
      startTestApp({ features: FEATURES, environment: ENVIRONMENT }),
      startTestApp({ features: FEATURES, environment: ENVIRONMENT }),
    ]);
    const client = new Client(indexed.url);
    const somebody = { method: 'PUT', headers: { 'content-type': 'application/json' } };
    await client.send('PUT', `/people/${SOMEBODY}`, { ...somebody, body: '{"lastname":"Somebody"}' });
    await client.post('/publishing/houses', { code: 'known' });
    await storedIn(indexed, 'boards').insertOne({ name: 'known' });
  });
  afterAll(async () => {
    await Promise.all([indexed.stop(), plain.stop()]);
  });

  describe.each(MODELS.map((model) => [resourceOptionsOf(model).name, model] as const))('of %s', (_, model) => {
    const { fields, source, resourceMethods, url } = defineResource(model, loadSettings(ENVIRONMENT, []));
    const path = `/${PATHS.get(model) ?? url}`;
    const amend = AMENDS.get(model) ?? ((document: object): object => document);
    const documents = fc.sample(documentOf(fields, 12), { seed: 1, numRuns: DOCUMENTS }).map(amend);
    const paths = askedPaths(fields, documents);
    let found = 0;

    beforeAll(async () => {
      const stored = storedIn(indexed, source);
      if (resourceMethods.includes('POST')) await post(documents);
      else if ((await stored.countDocuments()) === 0)
        await stored.insertMany(['NO', 'SE', 'DK', 'FI', 'IS'].map((code) => ({ code })));
      const lossless = await stored.find({}, { promoteValues: false, promoteBuffers: false }).toArray();
      const copy = storedIn(plain, source);
      await copy.deleteMany({});
      await copy.insertMany(lossless);
      await copy.dropIndexes();
      expect(await addHostileIndexes(stored, paths)).toBeGreaterThan(0);
      expect(await copy.indexes()).toHaveLength(1);
    });

    const post = async (all: readonly object[]): Promise<void> => {
      const headers = { 'content-type': 'application/json' };
      for (const document of all)
        await new Client(indexed.url).send('POST', path, { headers, body: toJsonText(document) });
    };
    const answer = ({ status, body }: Answer): object => ({ status, body });

    fuzz(
      'has the documents, in its order and number, that it has without indexes',
      fc.asyncProperty(listQueries(paths, documents), async (asked) => {
        const [one, other] = await Promise.all(
          [indexed, plain].map((service) => new Client(service.url).get(path + asked)),
        );
        if (!one || !other) throw new Error('two answers to two requests');
        expect(answer(one)).toEqual(answer(other));
        expect([200, 400]).toContain(one.status);
        if (one.status === 200 && one.body._items.length > 0) found += 1;
      }),
      20,
    );

    it('had some to find', () => {
      expect(found).toBeGreaterThan(0);
    });
  });
});

function without(document: object, name: string): object {
  return Object.fromEntries(Object.entries(document).filter(([other]) => other !== name));
}
