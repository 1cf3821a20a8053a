import packageJson from '../../package.json' with { type: 'json' };
import { readInvocation } from './invocation.js';
import { settingsOf } from './setting-definition.js';
import { SettingsError } from './settings-error.js';
import { Settings } from './settings.js';

const noMistakes = (): readonly string[] => [];

describe('readInvocation', () => {
  it('serves by default', () => {
    expect(readInvocation(noMistakes, {}, ['--port', '0'])).toMatchObject({ kind: 'serve', settings: { port: 0 } });
  });

  it('describes every setting for --help, whatever else is wrong', () => {
    const invocation = readInvocation(noMistakes, { PORT: 'abc' }, ['--prot', '-h']);

    const text = invocation.kind === 'print' ? invocation.text : '';
    for (const { flag, variable } of settingsOf(Settings)) {
      expect(text).toContain(`--${flag}`);
      expect(text).toContain(variable);
    }
  });

  it('prints the version of package.json for --version', () => {
    expect(readInvocation(noMistakes, {}, ['--version'])).toEqual({ kind: 'print', text: packageJson.version });
  });

  it('throws the mistakes otherwise', () => {
    expect(() => readInvocation(noMistakes, { PORT: 'abc' }, [])).toThrow(SettingsError);
  });

  it('throws the mistakes in the domain document with the others', () => {
    const read = (): unknown => readInvocation(() => ['people.url: must be a string'], { PORT: 'abc' }, []);

    expect(read).toThrow(/^PORT is "abc": .+\npeople\.url: must be a string$/);
  });
});
