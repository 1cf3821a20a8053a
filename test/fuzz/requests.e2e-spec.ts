import fc from 'fast-check';
import { Person, PeopleModule } from '../fixtures/people.js';
import { RestrictedModule } from '../fixtures/restricted.js';
import { SpecimensModule } from '../fixtures/specimens.js';
import { WorksModule } from '../fixtures/works.js';
import { fuzz } from '../support/fuzz.js';
import { exchangeBytes, sendBytesAndHangUp } from '../support/raw-http.js';
import { FuzzedResource } from './fuzzed-resource.js';
import { brokenRequest, httpRequest, toBytes } from './http-requests.js';
import { parseAnswers } from './parse-answers.js';
import { requireSound, type AnyAnswer } from './sound-answer.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

describe('any request', () => {
  let service: WatchedApp;

  beforeAll(async () => {
    service = await startWatchedApp([PeopleModule, SpecimensModule, WorksModule, RestrictedModule]);
  });
  afterEach(async () => {
    expect(service.newErrors()).toEqual([]);
    expect((await service.fetch('/health')).status).toBe(200);
    await new FuzzedResource(service, Person).requireSoundStore();
  });
  afterAll(async () => {
    await service.stop();
  });

  fuzz(
    'is answered, whatever its method, its path and its headers are',
    fc.asyncProperty(httpRequest, async (request) => {
      const written = await exchangeBytes(service.url, toBytes(request));
      const answers = parseAnswers(written);
      for (const answer of answers) requireSound(answer, request.method);
      if (request.method !== 'CONNECT') expect(answers).toHaveLength(1); // Node hangs up on it
    }),
    400,
  );

  fuzz(
    'is rejected where it is not HTTP, or nobody waits for an answer',
    fc.asyncProperty(brokenRequest, async (text) => {
      const method = text.includes('HEAD ') ? 'HEAD' : 'GET';
      const written = await sendBytesAndHangUp(service.url, text);
      const answers = parseAnswers(written);
      for (const answer of answers.filter((one) => !isOfNode(one))) requireSound(answer, method);
    }),
    400,
  );
});

/** Node itself rejects HTTP/1.1 without a Host, and says no more. */
function isOfNode({ status, text }: AnyAnswer): boolean {
  return status === 400 && text === '';
}
