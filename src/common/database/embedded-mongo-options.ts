/** Where the embedded database may come from: the setting `EMBEDDED_MONGO` without its `off`. */
export type EngineChoice = 'auto' | 'mongod' | 'download' | 'secantusdb';

/** The inputs of `startEmbeddedMongo`; everything that depends on the environment is passed in. */
export interface EmbeddedMongoOptions {
  /** The directory that keeps the data; created when missing. */
  readonly dataDir: string;
  readonly engine: EngineChoice;
  /** A `mongod` the user named (`MONGOD_BINARY`): it must exist and run. */
  readonly mongodBinary?: string | undefined;
  /** Where downloaded engines are kept. */
  readonly cacheDir: string;
  /** The `PATH` that is searched for `mongod` and `python3`. */
  readonly pathVariable?: string | undefined;
  /** Another place than MongoDB's own to download `mongod` from. */
  readonly downloadMirror?: string | undefined;
  /** Gets one readable line for each step. */
  readonly log: (line: string) => void;
}
