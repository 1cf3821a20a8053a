import { loadSettings } from '../../src/config/load-settings.js';
import { defineResource } from '../../src/common/resource/definition/define-resource.js';
import type { ResourceDefinition } from '../../src/common/resource/definition/resource-definition.js';
import type mongoose from 'mongoose';
import { Client, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import type { TestApp } from '../support/test-app.js';
import { requireSound } from './sound-answer.js';
import { findGarbage } from './stored-type.js';
import { contentOf } from './content-of.js';
import { toJsonText } from './edge-json.js';

/** Rules about several fields, which a PATCH validates for the fields that it brings: what was stored before may break them then. */
const BETWEEN_FIELDS = /^depends on these values|must not be present with|^field '.*' is required$/;

/** The precondition of a write that takes the document as it is. */
export const ANY_STATE = { 'if-match': '*' };

type Members = Readonly<Record<string, unknown>>;
type Stored = Members & { readonly _id: mongoose.mongo.ObjectId };

/** A resource under fire: what is sent to it, and whether what it then holds is as its class says. */
export class FuzzedResource {
  readonly definition: ResourceDefinition;
  private readonly client: Client;

  constructor(
    private readonly service: TestApp,
    model: new () => object,
  ) {
    this.definition = defineResource(model, loadSettings({}, []));
    this.client = new Client(service.url);
  }

  get path(): string {
    return `/${this.definition.url}`;
  }

  /** Sends a value as JSON, and gives back an answer that is sound in itself. */
  async send(
    method: string,
    path: string,
    value: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.sendBytes(method, path, toJsonText(value), { 'content-type': 'application/json', ...headers });
  }

  /** Sends any body, and gives back an answer that is sound in itself. */
  async sendBytes(
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const answer = await this.client.send(method, path, { headers, body });
    requireSound(answer, method);
    return answer;
  }

  async clear(): Promise<void> {
    await storedIn(this.service, this.definition.name).deleteMany({});
  }

  /** What MongoDB holds, with every value as its BSON type. */
  async stored(): Promise<readonly Stored[]> {
    const found = await storedIn(this.service, this.definition.name).find({}, { promoteBuffers: false }).toArray();
    return found;
  }

  /** Fails where what is stored is not of its fields' types, cannot be read, or would be rejected if it were sent again. */
  async requireSoundStore(): Promise<void> {
    for (const document of await this.stored()) {
      const { _id, _updated, _created, _etag, ...fields } = document;
      const garbage = findGarbage(fields, this.definition.fields, this.definition.allowUnknown);
      if (garbage.length > 0) throw new Error(`stored garbage: ${garbage.join('; ')}`);
      requireServerFields({ _created, _updated, _etag });
      await this.requireReplaceable(`${this.path}/${_id.toHexString()}`);
    }
  }

  /** An item's own representation, sent back, is taken and changes nothing. */
  private async requireReplaceable(path: string): Promise<void> {
    const before = await this.read(path);
    const answer = await this.send('PUT', path, contentOf(before), ANY_STATE);
    if (answer.status === 422 && isBetweenFields(answer.body._issues)) return;
    if (answer.status !== 200) throw new Error(`its own representation was rejected: ${answer.text.slice(0, 500)}`);
    expect(contentOf(await this.read(path))).toEqual(contentOf(before));
  }

  private async read(path: string): Promise<Members> {
    const answer = await this.client.get(path);
    if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
    const { _etag, _id } = answer.body;
    expect({ _etag: `"${_etag}"`, _id }).toEqual({ _etag: answer.headers.get('etag'), _id: path.slice(-24) });
    return answer.body;
  }
}

function requireServerFields({ _created, _updated, _etag }: Members): void {
  expect(_etag).toMatch(/^[a-f0-9]{40}$/);
  for (const time of [_created, _updated]) {
    if (!(time instanceof Date) || time.getUTCMilliseconds() !== 0) throw new Error(`stored time: ${String(time)}`);
  }
}

function isBetweenFields(issues: unknown): boolean {
  if (typeof issues === 'string') return BETWEEN_FIELDS.test(issues);
  return typeof issues === 'object' && issues !== null && Object.values(issues).every(isBetweenFields);
}
