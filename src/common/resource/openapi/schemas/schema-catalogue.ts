import { isDeepStrictEqual } from 'node:util';
import type { SchemaObject } from '@nestjs/swagger';
import type { Settings } from '../../../../config/settings.js';
import { describeDates, type DateDescription } from '../../../openapi/describe-dates.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import type { PropertyContext } from './to-api-property.js';
import { firstFree, toIdentifier } from './identifiers.js';
import { nameResources, type ResourceNames, type ReservedNames } from './schema-names.js';

/** The names of the schemas of an OpenAPI document; the schemas of sub-documents come together here. */
export class SchemaCatalogue {
  readonly dates: DateDescription;
  private readonly resources: ReadonlyMap<string, ResourceNames>;
  private readonly reserved: ReadonlySet<string>;
  private readonly kept = new Map<string, SchemaObject>();

  constructor(
    definitions: readonly ResourceDefinition[],
    reserved: ReservedNames,
    { dateFormat }: Pick<Settings, 'dateFormat'>,
  ) {
    this.dates = describeDates(dateFormat);
    this.resources = nameResources(definitions, reserved);
    const own = [...this.resources.values()].flatMap((names) => Object.values(names) as readonly string[]);
    this.reserved = new Set([...reserved.schemas, ...own]);
  }

  /** The names of a resource. */
  namesOf({ name }: Pick<ResourceDefinition, 'name'>): ResourceNames {
    const names = this.resources.get(name);
    if (!names) throw new Error(`The OpenAPI document knows no resource "${name}".`);
    return names;
  }

  /** The facts that properties of a resource's documents need. */
  contextOf({ name, policy, ...rules }: ResourceDefinition): PropertyContext {
    return {
      allowUnknown: rules.allowUnknown,
      purgeUnknown: rules.purgeUnknown,
      requireAll: rules.requireAll,
      normalizeDottedFields: policy.normalizeDottedFields,
      dates: policy.dates,
      date: this.dates.schema,
      keep: (model, schema) => this.keep([toIdentifier(model.name), toIdentifier(`${name} ${model.name}`)], schema),
    };
  }

  /** The schemas of sub-documents that have been referred to so far, by name. */
  get subDocuments(): Record<string, SchemaObject> {
    return Object.fromEntries(this.kept);
  }

  /** Under the first name that is free, or under which the same is kept already. */
  private keep(candidates: readonly string[], schema: SchemaObject): string {
    const name = firstFree(candidates, (candidate) => {
      if (this.reserved.has(candidate)) return false;
      return !this.kept.has(candidate) || isDeepStrictEqual(this.kept.get(candidate), schema);
    });
    this.kept.set(name, schema);
    return name;
  }
}
