import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { Reply } from '../http/reply.js';
import { headerRefs } from '../openapi/content.js';
import { HealthProbe } from './health.probe.js';
import { exampleReport, HealthReport } from './health-report.js';

/** Where it is asked: at the root of the service, wherever its API lives. */
export const HEALTH_PATHS = ['api/liveness', 'api/readiness', 'health'] as const;

/** The questions of an orchestrator: is the process alive, is it ready for requests. */
@ApiTags('service')
@Controller()
export class HealthController {
  constructor(private readonly probe: HealthProbe) {}

  @ApiOperation({ operationId: 'getLiveness', summary: 'Whether the process runs' })
  @ApiOkResponse({
    description: 'It does.',
    headers: headerRefs('Cache-Control'),
    schema: { type: 'string', enum: ['Alive'] },
  })
  @Get(HEALTH_PATHS[0])
  liveness(): Reply {
    return new Reply(200, 'Alive', NOW);
  }

  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether requests can be served' })
  @ApiOkResponse({
    description: 'They can.',
    headers: headerRefs('Cache-Control'),
    schema: { type: 'string', enum: ['Ready'] },
  })
  @ApiServiceUnavailableResponse({
    description: 'Not now: a part of the service is away.',
    headers: headerRefs('Cache-Control', 'Retry-After'),
    schema: { type: 'string', enum: ['Not Ready'] },
  })
  @Get(HEALTH_PATHS[1])
  async readiness(): Promise<Reply> {
    const { status } = await this.probe.check();
    return status === 'ok' ? new Reply(200, 'Ready', NOW) : new Reply(503, 'Not Ready', RETRY);
  }

  @ApiOperation({ operationId: 'getHealth', summary: 'The state of each part of the service' })
  @ApiOkResponse({
    description: 'All parts work.',
    headers: headerRefs('Cache-Control'),
    type: HealthReport,
    example: exampleReport('up'),
  })
  @ApiServiceUnavailableResponse({
    description: 'A part of the service is away.',
    headers: headerRefs('Cache-Control', 'Retry-After'),
    type: HealthReport,
    example: exampleReport('down'),
  })
  @Get(HEALTH_PATHS[2])
  async health(): Promise<Reply> {
    const result = await this.probe.check();
    return result.status === 'ok' ? new Reply(200, result, NOW) : new Reply(503, result, RETRY);
  }
}

/** The answer is for now. */
const NOW = { 'cache-control': 'no-store' };
const RETRY = { ...NOW, 'retry-after': '2' };
