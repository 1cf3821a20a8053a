import { isDeepStrictEqual } from 'node:util';
import { declareField } from '../definition/declare-field.js';
import { Resource } from '../definition/resource.decorator.js';
import type { DomainResource } from './read-resource.js';

type Model = new () => object;
type Declaration = Pick<DomainResource, 'options' | 'fields'>;

/** The last class of each name. Nest and class-validator never forget one, so a reload must not make all of them anew. */
const made = new Map<string, { readonly declaration: Declaration; readonly model: Model }>();

/** A class made at start that says what a decorated one says: the same one as before where that was the same. Throws where the declaration is rejected. */
export function toModel({ options, fields }: Declaration): Model {
  const declaration = { options, fields };
  const last = made.get(options.name);
  if (last && isDeepStrictEqual(last.declaration, declaration)) return last.model;
  const model = makeModel(declaration);
  made.set(options.name, { declaration, model });
  return model;
}

function makeModel({ options, fields }: Declaration): Model {
  const Model = class {};
  Object.defineProperty(Model, 'name', { value: toClassName(options.name) });
  for (const field of fields) declareField(Model.prototype, field);
  Resource(options)(Model);
  return Model;
}

/** `blog-posts` → `BlogPosts`: what the schemas of the OpenAPI document are called. */
function toClassName(name: string): string {
  const words = name.split(/[^\p{L}\d]+/u).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
