/** What clients can do with the documents of a resource. */
export type Operation = 'list' | 'aggregate' | 'get' | 'create' | 'replace' | 'update' | 'delete' | 'deleteAll';
