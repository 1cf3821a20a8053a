import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { buildOpenApi } from './build-openapi.js';

/** Serves the OpenAPI document at `/api/swagger.json` and its reader at `/api/`; the document is built when first asked for. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api', app, () => buildOpenApi(app), {
    jsonDocumentUrl: 'api/swagger.json',
    raw: ['json'],
    customSiteTitle: 'Evenest API',
    swaggerOptions: { tryItOutEnabled: true, displayRequestDuration: true, defaultModelsExpandDepth: 0 },
  });
}
