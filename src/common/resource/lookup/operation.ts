/** An operation of clients on the documents of a resource. */
export type Operation = 'list' | 'aggregate' | 'get' | 'create' | 'replace' | 'update' | 'delete' | 'deleteAll';
