import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Settings } from '../../config/settings.js';
import { defineResource } from './definition/define-resource.js';
import { fieldsOf } from './definition/declare-field.js';
import { defineRoutes } from './definition/define-routes.js';
import { resourceOptionsOf } from './definition/resource.decorator.js';
import { toSchema } from './definition/to-schema.js';
import type { ResourceDefinition, ResourceRoutes } from './definition/resource-definition.js';
import { HomeController } from './home.controller.js';
import { createResourceController } from './resource.controller.js';
import type { ResourceHooks } from './resource.hooks.js';
import { predefinedSort } from './resource.datasource.js';
import { ResourceIndexes } from './resource.indexes.js';
import type { QueryTarget } from './query/query-settings.js';
import { toQuerySettings } from './query/to-query-settings.js';
import type { RelatedResource } from './operations/resource-context.js';
import { ResourceRegistry } from './resource.registry.js';
import { ResourceService } from './resource.service.js';
import { resourceServiceToken } from './resource.tokens.js';
import { createSchemaController } from './schema.controller.js';

/** What a feature adds to its resource. */
export interface ResourceFeature<T extends object> {
  /** Injectable classes that act around the resource's writes, in the order in which they run. */
  readonly hooks?: readonly Type<ResourceHooks<T>>[];
  /** The modules of what those classes inject. */
  readonly imports?: readonly Type[];
}

/** Serves resources: `forRoot` once, `forFeature` for each. */
@Module({})
export class ResourceModule {
  static forRoot({ schemaEndpoint }: Pick<Settings, 'schemaEndpoint'>): DynamicModule {
    return {
      module: ResourceModule,
      global: true,
      controllers: [HomeController, ...(schemaEndpoint === '' ? [] : [createSchemaController(schemaEndpoint)])],
      providers: [ResourceRegistry, ResourceIndexes],
      exports: [ResourceRegistry],
    };
  }

  /** Everything between HTTP and MongoDB for one decorated class. */
  static forFeature<T extends object>(model: new () => T, feature: ResourceFeature<T> = {}): DynamicModule {
    const routes = defineRoutes(resourceOptionsOf(model), fieldsOf(model));
    const { hooks = [], imports = [] } = feature;
    return {
      module: ResourceModule,
      imports: [...imports, MongooseModule.forFeature([{ name: routes.name, schema: toSchema(model) }])],
      controllers: routes.internalResource ? [] : [createResourceController(routes)],
      providers: [...hooks, serviceProvider(model, routes, hooks)],
    };
  }
}

/** Throws, when the service is made, on a class that cannot be served. */
function serviceProvider<T extends object>(
  model: new () => T,
  routes: ResourceRoutes,
  hooks: readonly Type<ResourceHooks<T>>[],
): Provider {
  return {
    provide: resourceServiceToken(routes),
    inject: [ResourceRegistry, getModelToken(routes.name), Settings, ...hooks],
    useFactory: (
      registry: ResourceRegistry,
      collection: Model<T>,
      settings: Settings,
      ...hookInstances: ResourceHooks<T>[]
    ): ResourceService<T> => {
      const definition = defineResource(model, settings);
      const store = registry.add(definition, collection);
      const queryTarget = toQueryTarget(definition, settings);
      const findRelated = (name: string): RelatedResource => registry.get(name);
      return new ResourceService({ definition, store, hooks: hookInstances, queryTarget, findRelated });
    },
  };
}

function toQueryTarget(definition: ResourceDefinition, settings: Settings): QueryTarget {
  const target = { fields: definition.visible.fields, settings: toQuerySettings(definition, settings) };
  return { ...target, settings: { ...target.settings, defaultSort: predefinedSort(definition, target) } };
}
