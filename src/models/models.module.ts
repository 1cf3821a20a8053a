import { Module } from '@nestjs/common';
import { JobsModule } from '../common/jobs/index.js';
import { ResourceModule } from '../common/resource/index.js';
import { AliasStore } from './aliases/alias.store.js';
import { AliasesController } from './aliases/aliases.controller.js';
import { GuardModels } from './guard-models.hook.js';
import { TrainModel } from './jobs/train-model.job.js';
import { ModelData } from './model-data.js';
import { ModelNames } from './model-names.js';
import { ModelStatusController } from './model-status.controller.js';
import { ModelUploads } from './model-uploads.js';
import { Model } from './model.resource.js';
import { ModelStore } from './model.store.js';
import { ModelsController } from './models.controller.js';
import { LoadedModels } from './predicting/loaded-models.js';
import { PredictionService } from './predicting/prediction.service.js';
import { SweepModelData } from './sweep-model-data.js';

/** The store of models, their data and their aliases. */
@Module({
  providers: [ModelStore, ModelData, AliasStore],
  exports: [ModelStore, ModelData, AliasStore],
})
class ModelStoresModule {}

/** CSV in, trained models out, which predict. */
@Module({
  imports: [
    ModelStoresModule,
    JobsModule.forFeature([TrainModel], { imports: [ModelStoresModule] }),
    ResourceModule.forFeature(Model, { hooks: [GuardModels], imports: [ModelStoresModule] }),
  ],
  controllers: [AliasesController, ModelsController, ModelStatusController],
  providers: [ModelNames, ModelUploads, LoadedModels, PredictionService, SweepModelData],
})
export class ModelsModule {}
