import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the OpenAPI document at `/api/swagger.json` and its reader at `/api/`. */
export function serveOpenApi(app: INestApplication): void {
  const config = new DocumentBuilder().setTitle('Evenest').setOpenAPIVersion('3.1.0').build();
  SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, config), { jsonDocumentUrl: 'api/swagger.json' });
}
