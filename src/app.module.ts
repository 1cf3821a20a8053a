import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DatabaseModule } from './common/database/database.module.js';
import { ErrorFilter } from './common/errors/error.filter.js';
import { HealthModule } from './common/health/health.module.js';
import { ResourceModule } from './common/resource/index.js';
import { SettingsModule } from './config/settings.module.js';
import type { Settings } from './config/settings.js';
import { EstimationsModule } from './estimations/estimations.module.js';

/** The table of contents: what the service consists of, a line each. */
@Module({})
export class AppModule {
  /** @param mongoUri the database in use, the user's own or the embedded one */
  static forRoot(settings: Settings, mongoUri: string, log: (line: string) => void): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.forRoot(settings),
        DatabaseModule.forRoot({ uri: mongoUri, timeoutMs: settings.mongoTimeoutMs, log }),
        ResourceModule.forRoot(),
        HealthModule,
        EstimationsModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }],
    };
  }
}
