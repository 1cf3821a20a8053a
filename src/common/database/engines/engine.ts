/** Which server wrote a data directory: only the same one may open it again. */
export type EngineName = 'mongod' | 'secantusdb';

/** The programs that serve the MongoDB protocol, each with its own command line. */
export type EngineProgram = 'mongod' | 'secantusd-rs' | 'secantusd-py';

/** An installed database server that has been seen to run. */
export interface Engine {
  readonly name: EngineName;
  readonly program: EngineProgram;
  readonly version: string;
  /** Absolute path of the executable. */
  readonly binary: string;
}
