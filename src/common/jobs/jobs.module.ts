import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { ResourceModule } from '../resource/index.js';
import { AwaitJob } from './http/await-job.hook.js';
import { JobsController } from './http/jobs.controller.js';
import type { JobHandler } from './job-handler.js';
import { Job } from './job.resource.js';
import { JobRegistry } from './job-registry.js';
import { JobsCoreModule } from './jobs-core.module.js';

/** What a feature adds to its jobs. */
export interface JobsFeature {
  /** The modules of what the handlers inject. */
  readonly imports?: readonly (Type | DynamicModule)[];
}

/** Background jobs: the resource `/jobs`, and `Jobs` for features. `forFeature` adds types of jobs. */
@Global()
@Module({
  imports: [JobsCoreModule, ResourceModule.forFeature(Job, { hooks: [AwaitJob], imports: [JobsCoreModule] })],
  controllers: [JobsController],
  exports: [JobsCoreModule],
})
export class JobsModule {
  /** @param handlers classes with `@Job` */
  static forFeature(handlers: readonly Type<JobHandler>[], { imports = [] }: JobsFeature = {}): DynamicModule {
    const registration = {
      provide: Symbol('evenest:job-handlers'),
      inject: [JobRegistry, ...handlers],
      useFactory: (registry: JobRegistry, ...made: JobHandler[]) => {
        for (const handler of made) registry.add(handler); // its input was validated by its class
        return made;
      },
    };
    return { module: JobsFeatureModule, imports: [JobsModule, ...imports], providers: [...handlers, registration] };
  }
}

/** The types of jobs of one feature. */
@Module({})
class JobsFeatureModule {}
