export { Field } from './definition/field.decorator.js';
export type { IndexDefinition } from './definition/index-definition.js';
export { Resource } from './definition/resource.decorator.js';
export type { StoredDocument } from './document/stored-document.js';
export { describeResources } from './openapi/describe-resources.js';
export type { ResourceHooks, Update } from './resource.hooks.js';
export { ResourceModule } from './resource.module.js';
