import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';

interface Events {
  /** A job can be claimed now. */
  readonly due: readonly [];
  /** A job was written, by this process. */
  readonly changed: readonly [id: string];
  /** A job was cancelled, by this process, which may be at work on it. */
  readonly cancelled: readonly [id: string];
}

/** Word of what this process does to jobs, so that nobody in it has to wait for the next look at the database. */
@Injectable()
export class JobEvents {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  emit<Name extends keyof Events>(name: Name, ...values: Events[Name]): void {
    this.emitter.emit(name, ...values);
  }

  /** @returns what ends that */
  on<Name extends keyof Events>(name: Name, listener: (...values: Events[Name]) => void): () => void {
    const listen = listener as (...values: readonly unknown[]) => void; // an emitter knows no types
    this.emitter.on(name, listen);
    return () => {
      this.emitter.off(name, listen);
    };
  }
}
