import { SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { guardReader } from './guard-reader.js';
import { Settings } from '../../config/settings.js';
import { buildOpenApi } from './build-openapi.js';

/** Leaves out of the page what repeats itself (HEAD and OPTIONS, which its introduction reports of) or says nothing here. */
const STYLE = `
  .swagger-ui .topbar, .swagger-ui .scheme-container { display: none }
  .swagger-ui .opblock-head, .swagger-ui .opblock-options { display: none }
  .swagger-ui .info { margin: 30px 0 20px }
  .swagger-ui .parameters-col_description input[type=text] { width: 100%; max-width: 640px }
`;

/** Where the reader of the OpenAPI document is: at `api`, unless that is the root of the API. */
export function openApiPath(root: string): string {
  return root === '/api' ? 'docs' : 'api';
}

/** Serves the OpenAPI document at `/api/swagger.json` and its reader at `/api/`; the document is built when first asked for. */
export function serveOpenApi(app: NestFastifyApplication, root: string): void {
  const path = openApiPath(root);
  guardReader(app, `/${path}`, app.get(Settings).publicUrl);
  const document = `${path}/swagger.json`;
  SwaggerModule.setup(path, app, () => buildOpenApi(app, `/${document}`), {
    jsonDocumentUrl: document,
    raw: ['json'],
    customSiteTitle: 'Evenest API',
    customCss: STYLE,
    swaggerOptions: {
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      tryItOutEnabled: true,
    },
  });
}
