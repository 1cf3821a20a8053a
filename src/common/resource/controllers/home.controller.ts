import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Settings } from '../../../config/settings.js';
import { Reply } from '../../http/reply.js';
import { cacheHeaders } from '../http/cache-headers.js';
import { representHome } from '../representation/represent-home.js';
import { ResourceRegistry } from '../resource.registry.js';

/** The root of the API, where a client starts following links. */
@ApiExcludeController() // openapi/describe-resources.ts knows what it shows
@Controller()
export class HomeController {
  constructor(
    private readonly registry: ResourceRegistry,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(): Reply {
    return new Reply(200, representHome(this.registry.served, this.settings), cacheHeaders(this.settings));
  }
}
