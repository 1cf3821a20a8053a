import type { ResourceDefinition } from '../definition/resource-definition.js';

/** What a resource's schemas and operations are called: an API client's types and methods get their names from here. */
export interface ResourceNames {
  /** One document, as its class is called. */
  readonly one: string;
  /** All of them. */
  readonly many: string;
  /** What clients write. */
  readonly document: string;
  /** What PATCH takes. */
  readonly changes: string;
  /** A document as it is served. */
  readonly item: string;
  /** It in the place of a reference. */
  readonly embedded: string;
  /** Its links, where they lead to other documents. */
  readonly links: string;
  readonly list: string;
  /** What a write answers. */
  readonly receipt: string;
  readonly receiptList: string;
}

/** `Estimation`, `Estimations`, `EstimationItem`, … */
export function schemaNames({ model: { name: one }, name }: Pick<ResourceDefinition, 'model' | 'name'>): ResourceNames {
  const plural = toPascalCase(name);
  return {
    one,
    many: plural === one ? `${one}Collection` : plural,
    document: one,
    changes: `${one}Changes`,
    item: `${one}Item`,
    embedded: `Embedded${one}`,
    links: `${one}Links`,
    list: `${one}List`,
    receipt: `${one}Receipt`,
    receiptList: `${one}ReceiptList`,
  };
}

function toPascalCase(name: string): string {
  const words = name.split(/[^A-Za-z\d]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
