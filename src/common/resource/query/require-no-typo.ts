import { BadQuery } from '../../errors/api-error.js';
import { nearestName, suggest } from '../../../config/did-you-mean.js';
import { PARAMETER_KEYS, PARAMETERS, type ParameterKey, type ParameterNames } from './query-parameters.js';
import type { QueryTarget } from './query-settings.js';
import { showName } from '../../text/quote.js';

/** Renamed parameters are still known by Eve's names. */
const KEY_OF_SYNONYM: ReadonlyMap<string, ParameterKey> = new Map(
  PARAMETER_KEYS.flatMap((key) => [key, ...PARAMETERS[key].synonyms].map((synonym) => [toPlain(synonym), key])),
);

/** Rejects a parameter that is none of ours but was probably meant to be: a silent answer to another question is worse. */
export function requireNoTypo(name: string, { fields, settings }: QueryTarget): void {
  const { parameters } = settings;
  if (fields.some((field) => field.name === name)) {
    const example = `${parameters.where}={"${name}": …}`;
    throw new BadQuery(name, `Unknown query parameter ${showName(name)}: to filter by this field, write ${example}`);
  }
  const meant = findMeant(name, parameters);
  if (meant === undefined) return;
  throw new BadQuery(name, `Unknown query parameter ${showName(name)}${suggest(meant)}`);
}

/** `limit` is ours in other APIs, `Where` and `max-results` are ours in another spelling, `wher` and `pages` are an edit away. */
function findMeant(name: string, parameters: ParameterNames): string | undefined {
  const plain = toPlain(name);
  if (plain === '') return undefined;
  const key = KEY_OF_SYNONYM.get(plain);
  if (key !== undefined) return parameters[key];
  const names = Object.values(parameters);
  return names.find((known) => toPlain(known) === plain) ?? nearestName(name, names);
}

function toPlain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}
