import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from './config/settings.js';

type CreateApp = (settings: Settings) => Promise<NestFastifyApplication>;

/** The app that is listening; another one can take its place on the same port. */
export class RunningApp {
  private constructor(
    private readonly create: CreateApp,
    private readonly host: string,
    private app: NestFastifyApplication,
  ) {}

  static async start(create: CreateApp, settings: Settings): Promise<RunningApp> {
    const app = await create(settings);
    await app.listen(settings.port, settings.host);
    return new RunningApp(create, settings.host, app);
  }

  get url(): Promise<string> {
    return this.app.getUrl();
  }

  /** The old app answers until the new one is ready, and then what it has begun to answer. Throws where there is no new one. */
  async replace(settings: Settings): Promise<void> {
    const next = await this.create(settings);
    try {
      await next.init();
    } catch (error) {
      await next.close();
      throw error;
    }
    const { port } = this.app.getHttpServer().address() as AddressInfo; // what a server that listens on TCP has
    await this.app.close();
    this.app = next;
    await next.listen(port, this.host);
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
