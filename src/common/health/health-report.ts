import { ApiProperty, type SchemaObject } from '@nestjs/swagger';
import type { HealthCheckResult, HealthCheckStatus } from '@nestjs/terminus';

const PART: SchemaObject = {
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string', enum: ['up', 'down', 'degraded'] } },
  additionalProperties: true,
};
const PARTS = { type: 'object' as const, additionalProperties: PART };

/** The body of `GET /health`: the state of each part, by its name. */
export class HealthReport implements HealthCheckResult {
  @ApiProperty({ type: 'string', enum: ['ok', 'error', 'degraded', 'shutting_down'] })
  status!: HealthCheckStatus;

  @ApiProperty({ ...PARTS, description: 'The parts that work.' })
  info!: HealthCheckResult['details'];

  @ApiProperty({ ...PARTS, description: 'The parts that do not work.' })
  error!: HealthCheckResult['details'];

  @ApiProperty({ ...PARTS, description: 'All parts.' })
  details!: HealthCheckResult['details'];
}

/** The answers of `GET /health` while the database is up or down. */
export function exampleReport(status: 'up' | 'down'): HealthReport {
  const details = { database: { status } };
  if (status === 'up') return { status: 'ok', info: details, error: {}, details };
  return { status: 'error', info: {}, error: details, details };
}
