import { Controller, Delete, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Conflict, NotFound } from '../../errors/api-error.js';
import { Reply } from '../../http/reply.js';
import { Jobs } from '../jobs.js';

/** Cancels jobs; all that is read of them the engine answers. */
@ApiExcludeController()
@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: Jobs) {}

  @Delete(':id(^(?:[a-fA-F0-9]{24})$)')
  async cancel(@Param('id') id: string): Promise<Reply> {
    const outcome = await this.jobs.cancel(id);
    if (outcome === undefined) throw new NotFound();
    if (outcome === 'finished')
      throw new Conflict('The job has ended, or its result is being stored: it cannot be cancelled.');
    return new Reply(204);
  }
}
