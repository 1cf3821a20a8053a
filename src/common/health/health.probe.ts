import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, MongooseHealthIndicator, type HealthCheckResult } from '@nestjs/terminus';

/** Longest wait for the database's answer, in milliseconds. */
const PING_TIMEOUT = 1000;

/** Asks every part the service depends on whether it works. */
@Injectable()
export class HealthProbe {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: MongooseHealthIndicator,
  ) {}

  /** Terminus's result, also where it reports a failure by throwing. */
  async check(): Promise<HealthCheckResult> {
    try {
      return await this.health.check([() => this.database.pingCheck('database', { timeout: PING_TIMEOUT })]);
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult; // terminus's own type
      throw error;
    }
  }
}
