import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { ConnectionKeeper } from './common/database/connection-keeper.js';
import { DatabaseModule } from './common/database/database.module.js';
import { ErrorFilter } from './common/errors/error.filter.js';
import { HealthModule } from './common/health/health.module.js';
import { JobsModule } from './common/jobs/index.js';
import { ResourceModule, type ResourceHooks } from './common/resource/index.js';
import { SettingsModule } from './config/settings.module.js';
import type { Settings } from './config/settings.js';
import { DatasetsModule } from './datasets/datasets.module.js';
import { EstimationsModule } from './estimations/estimations.module.js';
import { ModelsModule } from './models/models.module.js';

/** The built-in features of the service: a new resource is one name more, and its import. */
const FEATURES: readonly Type[] = [EstimationsModule, DatasetsModule, ModelsModule, JobsModule];

/** The hooks around the reads and writes of all of them. */
const HOOKS: readonly Type<ResourceHooks>[] = [];

/** The parts the service is made from. */
export interface AppOptions {
  readonly settings: Settings;
  /** Of the connection to the database in use, the user's own or the embedded one. */
  readonly keeper: ConnectionKeeper;
  /** In place of the built-in features: what a test serves. */
  readonly features?: readonly Type[];
  /** Injectable classes that act around the reads and writes of all resources. */
  readonly hooks?: readonly Type<ResourceHooks>[];
}

/** The table of contents: what the service consists of, a line each. */
@Module({})
export class AppModule {
  static forRoot({ settings, keeper, features = FEATURES, hooks = HOOKS }: AppOptions): DynamicModule {
    const servesFeatures = !settings.domain || settings.builtinResources;
    return {
      module: AppModule,
      imports: [
        SettingsModule.forRoot(settings),
        DatabaseModule.forRoot(keeper, { timeoutMs: settings.mongoTimeoutMs, maxInFlight: settings.mongoMaxInFlight }),
        ResourceModule.forRoot(settings, { hooks }),
        HealthModule,
        ResourceModule.forDomain(settings),
        ...(servesFeatures ? features : []),
      ],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }],
    };
  }
}
