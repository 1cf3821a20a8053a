import { parseCommandLine } from './command-line.js';
import { settingsOf } from './setting-definition.js';
import { Settings } from './settings.js';

const definitions = settingsOf(Settings);

describe('parseCommandLine', () => {
  it.each([
    [['--port', '1'], { port: '1' }],
    [['--port=1'], { port: '1' }],
    [['--PORT', '1'], { port: '1' }],
    [['--MONGO_URI=mongodb://h/?a=b'], { 'mongo-uri': 'mongodb://h/?a=b' }],
    [['--logLevel', 'INFO'], { 'log-level': 'INFO' }],
    [['--data_dir', 'x'], { 'data-dir': 'x' }],
    [['--port', '1', '--port', '2'], { port: '2' }],
    [['--trust-proxy', '--port', '1'], { 'trust-proxy': 'true', port: '1' }],
    [['--no-trust-proxy'], { 'trust-proxy': 'false' }],
    [['--trust-proxy=false'], { 'trust-proxy': 'false' }],
    [['--port', '-1'], { port: '-1' }],
    [['-h'], { help: 'true' }],
    [['--version'], { version: 'true' }],
  ])('reads %j', (argv, values) => {
    const commandLine = parseCommandLine(argv, definitions);

    expect(Object.fromEntries(commandLine.values)).toEqual(values);
    expect(commandLine.mistakes).toEqual([]);
  });

  it.each([
    [['--prot', '5000'], '--prot is not a setting, did you mean --port?'],
    [['--mongouri=x'], '--mongouri is not a setting, did you mean --mongo-uri?'],
    [['--pagination-limt', '5'], '--pagination-limt is not a setting, did you mean --pagination-limit?'],
    [['--quite-something-else'], '--quite-something-else is not a setting, see --help'],
    [['--no-port'], '--no-port is not a setting, see --help'],
    [['--port'], '--port has no value: write --port value'],
    [['--port', '--trust-proxy'], '--port has no value: write --port value'],
    [['--port', '-h'], '--port has no value: write --port value'],
    [['8080'], '"8080" is not a flag: write --name value'],
    [['-p', '--trust-proxy'], '"-p" is not a flag: write --name value'],
    [['--trust-proxy', 'false'], '"false" is not a flag: write --name value'],
    [['mongodb://me:s3cret@host'], '"mongodb://***@host" is not a flag: write --name value'],
  ])('rejects %j', (argv, line) => {
    expect(parseCommandLine(argv, definitions).mistakes).toEqual([line]);
  });

  it('does not swallow a flag that follows one without a value', () => {
    expect(parseCommandLine(['--host', '--port', '1'], definitions).values.get('port')).toBe('1');
  });
});
