import type { Server } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AbstractHttpAdapter, HttpAdapterHost } from '@nestjs/core';

const EVENT = 'evenest:retire';

/** Has an app end what it would do for ever, such as following something for a client: it gets no new requests, and closes soon. */
export function retire(server: Server): void {
  server.emit(EVENT);
}

/** Tells parts of an app, where it has a server, that it is about to close: before its last requests are waited for. */
@Injectable()
export class Retirement implements OnModuleInit {
  private readonly callbacks: (() => void)[] = [];

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const adapter = this.host.httpAdapter as AbstractHttpAdapter<Server> | undefined; // none in a worker
    adapter?.getHttpServer().once(EVENT, () => {
      for (const callback of this.callbacks) callback();
    });
  }

  on(callback: () => void): void {
    this.callbacks.push(callback);
  }
}
