import { Controller, Get } from '@nestjs/common';
import { Reply } from '../http/reply.js';
import { HealthProbe } from './health.probe.js';

/** What an orchestrator asks: is the process alive, is it ready for requests. */
@Controller()
export class HealthController {
  constructor(private readonly probe: HealthProbe) {}

  @Get('api/liveness')
  liveness(): Reply {
    return new Reply(200, 'Alive');
  }

  @Get('api/readiness')
  async readiness(): Promise<Reply> {
    const { status } = await this.probe.check();
    return status === 'ok' ? new Reply(200, 'Ready') : new Reply(503, 'Not Ready', RETRY);
  }

  @Get('health')
  async health(): Promise<Reply> {
    const result = await this.probe.check();
    return result.status === 'ok' ? new Reply(200, result) : new Reply(503, result, RETRY);
  }
}

const RETRY = { 'retry-after': '2' };
