import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { headerRefs } from '../../common/openapi/content.js';
import { Rejects } from './described.js';

const ACTIVATION = {
  model: { type: 'string', description: 'The `_id` of the model.' },
  activated_at: { type: 'string' },
};
const ALIAS = {
  type: 'object',
  properties: {
    alias: { type: 'string', example: 'champion' },
    ...ACTIVATION,
    history: {
      type: 'array',
      items: { type: 'object', properties: ACTIVATION },
      description: 'What it meant before, the latest first.',
    },
  },
};
const AWAY = { 503: 'The database is away.' } as const;
const MODEL = { model: { type: 'string', description: 'The `_id` of a model, or an alias.' } };
const ACTIVATION_REJECTIONS = {
  400: 'Malformed JSON.',
  409: 'The model is not ready.',
  413: 'More bytes than BODY_LIMIT.',
  415: 'No JSON.',
  422: 'No such model, or no name.',
  ...AWAY,
};

function Named(): MethodDecorator {
  return ApiParam({ name: 'id', description: 'The alias.', schema: { type: 'string' } });
}

/** `GET /models/aliases`. */
export function DescribeAliases(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'listAliases', summary: 'The names that stand for models' }),
    ApiResponse({
      status: 200,
      description: 'All of them.',
      headers: headerRefs('Cache-Control'),
      schema: { type: 'object', properties: { _items: { type: 'array', items: ALIAS } } },
    }),
    Rejects(AWAY),
  );
}

/** `GET /models/aliases/:alias`. */
export function DescribeAlias(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'getAlias', summary: 'What an alias means, and meant' }),
    Named(),
    ApiResponse({ status: 200, description: 'The alias.', schema: ALIAS, headers: headerRefs('Cache-Control') }),
    Rejects({ 404: 'No such alias.', ...AWAY }),
  );
}

/** `POST /models/aliases`. */
export function DescribeCreate(): MethodDecorator {
  const properties = { alias: { type: 'string' }, ...MODEL };
  return applyDecorators(
    ApiOperation({ operationId: 'createAlias', summary: 'As a PUT of the alias, whose name is in the body' }),
    ApiBody({ schema: { type: 'object', properties, required: ['alias', 'model'] } }),
    ApiResponse({ status: 200, description: 'The alias.', schema: ALIAS }),
    Rejects(ACTIVATION_REJECTIONS),
  );
}

/** `PUT /models/aliases/:alias`. */
export function DescribeActivate(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      operationId: 'activateAlias',
      summary: 'Let an alias mean a model; requests under way keep theirs',
    }),
    Named(),
    ApiBody({ schema: { type: 'object', properties: MODEL, required: ['model'] } }),
    ApiResponse({ status: 200, description: 'The alias.', schema: ALIAS }),
    Rejects(ACTIVATION_REJECTIONS),
  );
}

/** `POST /models/aliases/:alias/rollback`. */
export function DescribeRollBack(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'restoreFormerModel', summary: 'Let an alias mean again what it meant before' }),
    Named(),
    ApiResponse({ status: 200, description: 'The alias.', schema: ALIAS }),
    Rejects({ 404: 'No such alias.', 409: 'It meant no other model before.', ...AWAY }),
  );
}

/** `DELETE /models/aliases/:alias`. */
export function DescribeRemoveAlias(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: 'removeAlias', summary: 'Remove an alias; its model stays' }),
    Named(),
    ApiResponse({ status: 204, description: 'It is removed.' }),
    Rejects({ 404: 'No such alias.', ...AWAY }),
  );
}
