import { Module } from '@nestjs/common';
import { ResourceModule } from '../common/resource/index.js';
import { Dataset } from './dataset.resource.js';
import { DatasetsController } from './datasets.controller.js';
import { MlController } from './ml.controller.js';
import { TableReader } from './table-reader.js';

/** Tables in, statistics of their columns out. */
@Module({
  imports: [ResourceModule.forFeature(Dataset)],
  controllers: [DatasetsController, MlController],
  providers: [TableReader],
})
export class DatasetsModule {}
