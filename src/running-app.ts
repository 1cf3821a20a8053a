import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { retire } from './common/http/retirement.js';
import type { Settings } from './config/settings.js';
import { ListeningSocket } from './listening-socket.js';

type CreateApp = (settings: Settings) => Promise<NestFastifyApplication>;

/** The parts an app is made with. */
interface AppSource {
  readonly create: CreateApp;
  readonly logger: Logger;
}

/** The app that answers on the socket of the service; another one can take its place there, without a request being lost. */
export class RunningApp {
  /** The apps close() waits for: those that come to life, and those that answer their last requests. */
  private readonly underWay = new Set<Promise<unknown>>();
  private isClosing = false;

  private constructor(
    private readonly source: AppSource,
    private readonly socket: ListeningSocket,
    private app: NestFastifyApplication,
  ) {}

  /** Throws what creating the app throws, and what Node throws where nothing can listen. */
  static async start(source: AppSource, settings: Settings): Promise<RunningApp> {
    const app = await bringToLife(source.create, settings);
    try {
      return new RunningApp(source, await ListeningSocket.open(serverOf(app), settings), app);
    } catch (error) {
      await app.close();
      throw error;
    }
  }

  get url(): string {
    return this.socket.url;
  }

  /**
   * Puts an app with other settings in place of the one that answers, which answers what it has begun and ends, after
   * SHUTDOWN_TIMEOUT_MS at the latest. Throws where there is no such app: then everything stays as it is.
   */
  replace(settings: Settings): Promise<void> {
    return this.awaited(this.putInPlace(settings));
  }
  /** Answers what it has been asked, and ends. */
  async close(): Promise<void> {
    this.isClosing = true;
    retire(serverOf(this.app));
    await this.socket.close();
    await this.app.close();
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private async putInPlace(settings: Settings): Promise<void> {
    const next = await bringToLife(this.source.create, settings);
    if (this.isClosing) return next.close();
    const { app: old } = this;
    this.app = next;
    this.socket.serve(serverOf(next));
    retire(serverOf(old));
    void this.awaited(this.retire(old, settings.shutdownTimeoutMs));
  }

  private async retire(app: NestFastifyApplication, milliseconds: number): Promise<void> {
    const { logger } = this.source;
    try {
      const cut = await this.socket.drain(serverOf(app), milliseconds);
      if (cut > 0) logger.warn(`${cut} requests from before the reload were unanswered after ${milliseconds} ms: cut.`);
      await app.close();
    } catch (error) {
      logger.error(error);
    }
  }

  private async awaited<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    try {
      return await work;
    } finally {
      this.underWay.delete(work);
    }
  }
}

/** An app that answers as soon as it is given a request. */
async function bringToLife(create: CreateApp, settings: Settings): Promise<NestFastifyApplication> {
  const app = await create(settings);
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

function serverOf(app: NestFastifyApplication): Server {
  return app.getHttpServer();
}
