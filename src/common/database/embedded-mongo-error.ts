/** A failure of the embedded database that its user can do something about; the message is complete and readable. */
export class EmbeddedMongoError extends Error {
  override readonly name = 'EmbeddedMongoError';
}
