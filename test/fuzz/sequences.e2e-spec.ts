import fc from 'fast-check';
import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { storedIn } from '../support/stored.js';
import { peopleCommands, type People } from './people-commands.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

describe('any sequence of requests', () => {
  let service: WatchedApp;

  beforeAll(async () => {
    service = await startWatchedApp([PeopleModule]);
  });
  afterAll(async () => {
    await service.stop();
  });

  fuzz(
    'leaves visible what a map of documents would hold',
    fc.asyncProperty(peopleCommands, async (commands) => {
      await storedIn(service, 'people').deleteMany({});
      const people: People = new Map();
      await fc.asyncModelRun(() => ({ model: people, real: new Client(service.url) }), commands);
      expect(service.newErrors()).toEqual([]);
    }),
    40,
  );
});
