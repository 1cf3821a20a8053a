import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseCsvQuery, requireKnown, type RawParameters } from '../common/csv/parse-csv-query.js';
import { Reply } from '../common/http/reply.js';
import { StreamsBody } from '../common/http/uploads/streams-body.decorator.js';
import type { Upload } from '../common/http/uploads/upload.js';
import { Uploaded } from '../common/http/uploads/uploaded.decorator.js';
import { DescribeMl } from './openapi/describe-ml.decorator.js';
import { BasicStatistics } from './statistics/basic-statistics.js';
import { TableReader } from './table-reader.js';

/** Figures of the columns of a table, which is not kept. */
@ApiTags('datasets')
@Controller('ml')
export class MlController {
  constructor(private readonly tables: TableReader) {}

  @DescribeMl()
  @StreamsBody()
  @Post()
  async compute(
    @Uploaded() upload: Upload | undefined,
    @Body() body: unknown,
    @Query() parameters: RawParameters,
  ): Promise<Reply> {
    requireKnown(parameters, ['delimiter', 'header']);
    const query = parseCsvQuery(parameters);
    const tables = await this.tables.read({ upload, body, query }, (names) => new BasicStatistics(names));
    const [first] = tables;
    if (first && tables.length === 1) return new Reply(200, first.summary);
    return new Reply(200, Object.fromEntries(tables.map(({ name = '', summary }) => [name, summary])));
  }
}
