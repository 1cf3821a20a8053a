import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Settings } from '../../config/settings.js';
import { createAggregationController } from './controllers/aggregation.controller.js';
import { defineResource } from './definition/define-resource.js';
import { fieldsOf } from './definition/declare-field.js';
import { defineRoutes } from './routes/define-routes.js';
import { resourceOptionsOf } from './definition/resource.decorator.js';
import { toSchema } from './definition/to-schema.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import type { ResourceRoutes } from './routes/resource-routes.js';
import { translateDomain } from './domain/translate-domain.js';
import { HomeController } from './controllers/home.controller.js';
import { createResourceController } from './controllers/resource.controller.js';
import type { AnyDocument, ResourceHooks } from './hooks/resource.hooks.js';
import { predefinedSort } from './store/resource.datasource.js';
import { ResourceIndexes } from './store/resource.indexes.js';
import type { QueryTarget } from './query/query-settings.js';
import { toQuerySettings } from './query/to-query-settings.js';
import { hooksByPoint } from './hooks/hooks-by-point.js';
import type { FindRelated } from './relations/related-resource.js';
import { ResourceRegistry } from './resource.registry.js';
import { ResourceService } from './resource.service.js';
import { HOOKS_OF_ALL, resourceServiceToken } from './resource.tokens.js';
import { createSchemaController } from './controllers/schema.controller.js';

/** The additions of a feature to its resource, or of the service to all of them. */
export interface ResourceFeature<T extends object> {
  /** Injectable classes that act around reads and writes, in the order in which they run. */
  readonly hooks?: readonly Type<ResourceHooks<T>>[];
  /** The modules of what those classes inject. */
  readonly imports?: readonly Type[];
}

/** Serves resources: `forRoot` once, `forFeature` for each decorated class, `forDomain` for those of a domain document. */
@Module({})
export class ResourceModule {
  /** @param feature the hooks of all resources: they run before those of each */
  static forRoot(
    { schemaEndpoint }: Pick<Settings, 'schemaEndpoint'>,
    { hooks = [], imports = [] }: ResourceFeature<AnyDocument> = {},
  ): DynamicModule {
    const ofAll = {
      provide: HOOKS_OF_ALL,
      inject: [...hooks],
      useFactory: (...instances: ResourceHooks[]) => instances,
    };
    return {
      module: ResourceModule,
      global: true,
      imports: [...imports],
      controllers: [HomeController, ...(schemaEndpoint === '' ? [] : [createSchemaController(schemaEndpoint)])],
      providers: [ResourceRegistry, ResourceIndexes, ...hooks, ofAll],
      exports: [ResourceRegistry, HOOKS_OF_ALL],
    };
  }

  /** Everything between HTTP and MongoDB for one decorated class. */
  static forFeature<T extends object>(model: new () => T, feature: ResourceFeature<T> = {}): DynamicModule {
    const options = resourceOptionsOf(model);
    const routes = defineRoutes(options, fieldsOf(model));
    const createController = options.aggregation ? createAggregationController : createResourceController;
    const { hooks = [], imports = [] } = feature;
    return {
      module: ResourceModule,
      imports: [...imports, MongooseModule.forFeature([{ name: routes.name, schema: toSchema(model) }])],
      controllers: routes.internalResource ? [] : [createController(routes)],
      providers: [...hooks, serviceProvider(model, routes, hooks)],
      exports: [resourceServiceToken(routes)],
    };
  }

  /**
   * The resources of the domain document that the settings name; none where they name none.
   * @throws SettingsError with all mistakes in the document
   */
  static forDomain(settings: Settings): DynamicModule {
    const models = translateDomain(settings);
    return { module: DomainModule, imports: models.map((model) => ResourceModule.forFeature(model)) };
  }
}

/** The resources and settings that a domain document describes. */
@Module({})
class DomainModule {}

/** Throws, when the service is made, on a class that cannot be served. */
function serviceProvider<T extends object>(
  model: new () => T,
  routes: ResourceRoutes,
  hooks: readonly Type<ResourceHooks<T>>[],
): Provider {
  return {
    provide: resourceServiceToken(routes),
    inject: [ResourceRegistry, getModelToken(routes.name), Settings, HOOKS_OF_ALL, ...hooks],
    useFactory: (
      registry: ResourceRegistry,
      collection: Model<T>,
      settings: Settings,
      ...[ofAll, ...own]: [readonly ResourceHooks<T>[], ...ResourceHooks<T>[]] // those of all take documents of any class
    ): ResourceService<T> => {
      const definition = defineResource(model, settings);
      const { store, scope } = registry.add(definition, collection);
      const queryTarget = toQueryTarget(definition, settings);
      const findRelated: FindRelated = (name) => registry.get(name);
      return new ResourceService({
        definition,
        store,
        scope,
        hooks: hooksByPoint([...ofAll, ...own]),
        queryTarget,
        findRelated,
        reservedUrls: registry.reservedBelow(definition),
      });
    },
  };
}

function toQueryTarget(definition: ResourceDefinition, settings: Settings): QueryTarget {
  const target = { fields: definition.visible.fields, settings: toQuerySettings(definition, settings) };
  return { ...target, settings: { ...target.settings, defaultSort: predefinedSort(definition, target) } };
}
