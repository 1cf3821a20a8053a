/** Which documents a URL names: values by field, in MongoDB's terms. An item's URL names one document, a collection's all that match. */
export type Lookup = Readonly<Record<string, unknown>>;
