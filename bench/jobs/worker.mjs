// A worker of run-jobs.mjs; its settings are in its environment.
import { StepsModule } from './feature.mjs';
import { createWorker } from '../../dist/app.js';
import { createLogger } from '../../dist/common/logging/create-logger.js';
import { loadSettings } from '../../dist/config/load-settings.js';

const settings = loadSettings(process.env, []);
await createWorker({
  settings,
  mongoUri: settings.mongoUri,
  logger: createLogger('warn'),
  features: [StepsModule],
});
process.stdout.write('ready\n');
