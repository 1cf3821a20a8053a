import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Conflict, NotFound, ValidationFailed } from '../../common/errors/api-error.js';
import { Reply } from '../../common/http/reply.js';
import { isPlainObject } from '../../common/values/is-plain-object.js';
import { isModelId, ModelNames, type NamedModel } from '../model-names.js';
import {
  DescribeActivate,
  DescribeAlias,
  DescribeAliases,
  DescribeCreate,
  DescribeRemoveAlias,
  DescribeRollBack,
} from '../openapi/describe-aliases.js';
import { AliasStore, type Activation, type StoredAlias } from './alias.store.js';
import mongoose from 'mongoose';

const NAME = /^[A-Za-z][\w.-]{0,63}$/;

/** Names that stand for a model each, which another model can take over without a request failing. */
@ApiTags('models')
@Controller('models/aliases')
export class AliasesController {
  constructor(
    private readonly aliases: AliasStore,
    private readonly names: ModelNames,
  ) {}

  @DescribeAliases()
  @Get()
  async list(): Promise<Reply> {
    const aliases = await this.aliases.findAll();
    return new Reply(200, { _items: aliases.map(represent) }, UNCACHED);
  }

  @DescribeAlias()
  @Get(':id')
  async get(@Param('id') name: string): Promise<Reply> {
    const alias = await this.aliases.find(name);
    if (!alias) throw new NotFound();
    return new Reply(200, represent(alias), UNCACHED);
  }

  @DescribeCreate()
  @HttpCode(200)
  @Post()
  async create(@Body() body: unknown): Promise<Reply> {
    const { alias, ...members } = isPlainObject(body) ? body : {};
    if (typeof alias !== 'string') throw new ValidationFailed({ alias: 'required field, a string' });
    return this.activateAs(alias, members);
  }

  @DescribeActivate()
  @Put(':id')
  async activate(@Param('id') name: string, @Body() body: unknown): Promise<Reply> {
    return this.activateAs(name, body);
  }

  @DescribeRollBack()
  @HttpCode(200)
  @Post(':id/rollback')
  async rollBack(@Param('id') name: string): Promise<Reply> {
    const alias = await this.aliases.rollBack(name);
    if (alias === null) throw new NotFound();
    if (alias === undefined) throw new Conflict(`${name} meant no other model before.`);
    return new Reply(200, represent(alias));
  }

  @DescribeRemoveAlias()
  @Delete(':id')
  async remove(@Param('id') name: string): Promise<Reply> {
    if (!(await this.aliases.remove(name))) throw new NotFound();
    return new Reply(204);
  }

  private async activateAs(name: string, body: unknown): Promise<Reply> {
    if (!NAME.test(name) || isModelId(name) || name === 'aliases') {
      throw new ValidationFailed({
        alias: 'must begin with a letter, have at most 64 letters, digits and _ . -, and be neither an _id nor aliases',
      });
    }
    const { id, status } = await this.findModel(readModel(body));
    if (status !== 'ready') throw new Conflict(`The model is not ready: ${status}.`);
    return new Reply(200, represent(await this.aliases.activate(name, new mongoose.mongo.ObjectId(id))));
  }

  private async findModel(name: string): Promise<NamedModel> {
    try {
      return await this.names.find(name);
    } catch (error) {
      throw error instanceof NotFound ? new ValidationFailed({ model: `there is no model ${name}` }) : error;
    }
  }
}

const UNCACHED = { 'cache-control': 'no-cache' } as const;

function readModel(body: unknown): string {
  if (!isPlainObject(body)) throw new ValidationFailed({ model: 'required field' });
  const { model, ...others } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new ValidationFailed({ [unknown]: 'unknown field' });
  if (typeof model !== 'string') throw new ValidationFailed({ model: 'must be the _id of a model, or another alias' });
  return model;
}

function represent({ _id, history, ...current }: StoredAlias): object {
  return { alias: _id, ...show(current), history: history.map(show) };
}

function show({ model, activated_at }: Activation): object {
  return { model: model.toHexString(), activated_at: activated_at.toUTCString() };
}
