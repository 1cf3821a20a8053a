import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseCsvQuery, requireKnown, textOf, type RawParameters } from '../common/csv/parse-csv-query.js';
import { BadQuery } from '../common/errors/api-error.js';
import type { Reply } from '../common/http/reply.js';
import { StreamsBody } from '../common/http/uploads/streams-body.decorator.js';
import type { Upload } from '../common/http/uploads/upload.js';
import { Uploaded } from '../common/http/uploads/uploaded.decorator.js';
import { createResource, InjectResource, ResourceService } from '../common/resource/index.js';
import { Settings } from '../config/settings.js';
import { DescribeDatasets } from './openapi/describe-datasets.decorator.js';
import { DatasetStatistics } from './statistics/dataset-statistics.js';
import { TableReader } from './table-reader.js';

/** Takes tables, and keeps what is to be reported of them: the tables themselves are not kept. */
@ApiTags('datasets')
@Controller('datasets')
export class DatasetsController {
  constructor(
    private readonly tables: TableReader,
    @InjectResource('datasets') private readonly datasets: ResourceService,
    private readonly settings: Settings,
  ) {}

  @DescribeDatasets()
  @StreamsBody()
  @Post()
  async create(
    @Uploaded() upload: Upload | undefined,
    @Body() body: unknown,
    @Query() parameters: RawParameters,
  ): Promise<Reply> {
    requireKnown(parameters, ['delimiter', 'header', 'name']);
    const query = parseCsvQuery(parameters);
    const given = textOf('name', parameters);
    const tables = await this.tables.read({ upload, body, query }, (names) => new DatasetStatistics(names));
    if (given !== undefined && tables.length > 1) {
      throw new BadQuery(
        'name',
        `name is for one dataset; the form has ${tables.length} files, which have their own names`,
      );
    }
    const documents = tables.map(({ name: own, format, summary }) => {
      const name = given ?? own;
      return { ...(name !== undefined && { name }), format, ...summary };
    });
    return createResource(this.datasets, documents, this.settings);
  }
}
