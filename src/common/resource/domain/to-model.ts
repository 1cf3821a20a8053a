import { declareField } from '../definition/declare-field.js';
import { Resource } from '../definition/resource.decorator.js';
import type { DomainResource } from './read-resource.js';

/** A class made at start that says what a decorated one says. Throws where the declaration is refused. */
export function toModel({ options, fields }: DomainResource): new () => object {
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
