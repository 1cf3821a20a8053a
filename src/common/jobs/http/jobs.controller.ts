import { Controller, Delete, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Conflict, NotFound } from '../../errors/api-error.js';
import { Reply } from '../../http/reply.js';
import { Jobs } from '../jobs.js';
import { CANCEL_JOB } from './describe-job.js';
import { isJobId } from '../store/is-job-id.js';
import { HAS_ENDED } from './has-ended.js';

/** Cancels jobs; all that is read of them the engine answers. */
@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: Jobs) {}

  @ApiOperation({ operationId: CANCEL_JOB, summary: 'Cancel one of the jobs' })
  @ApiParam({ name: 'id', description: 'The `_id` of the job.', schema: { type: 'string', pattern: '^[a-f0-9]{24}$' } })
  @ApiNoContentResponse({ description: 'It is cancelled; what works on it is ended.' })
  @Delete(':id') // swagger reads no pattern
  async cancel(@Param('id') id: string): Promise<Reply> {
    const outcome = isJobId(id) ? await this.jobs.cancel(id) : undefined;
    if (outcome === undefined) throw new NotFound();
    if (outcome === 'finished') throw new Conflict(HAS_ENDED);
    return new Reply(204);
  }
}
