import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { ModelData } from './model-data.js';
import { ModelStore } from './model.store.js';

/** At each start removes the data of uploads whose process was killed before there was a model: nobody else would. */
@Injectable()
export class SweepModelData implements OnApplicationBootstrap {
  constructor(
    private readonly data: ModelData,
    private readonly models: ModelStore,
    private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.sweep().catch(() => undefined); // the database is away: the next start does it
  }

  /** Data younger than an upload may take are perhaps still arriving, in another process. */
  async sweep(): Promise<void> {
    const before = new Date(Date.now() - this.settings.uploadTimeoutMs);
    for (const id of await this.data.findBefore(before)) {
      if (!(await this.models.hasData(id))) await this.data.remove(id);
    }
  }
}
