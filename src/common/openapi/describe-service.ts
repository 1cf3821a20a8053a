import type { ApiSettings, RendererName } from '../../config/api-settings.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { describeDates } from './describe-dates.js';

type Described = ErrorVocabulary &
  Pick<ApiSettings, 'ifMatch' | 'enforceIfMatch' | 'renderers' | 'dateFormat' | 'hateoas'>;

/** The facts that hold for the whole service, in Markdown. The document lives at `url`. */
export function describeService(url: string, settings: Described): string {
  const { statusName, statusErr, errorName, issuesName } = settings;
  const points = [
    'What answers `GET` answers `HEAD` as well, and every URL answers `OPTIONS` with the methods it has.',
    ...describeIfMatch(settings),
    describeFormats(settings.renderers),
    `A rejected request answers \`{"${statusName}": "${statusErr}", "${errorName}": {"code", "message"}}\`, with \`${issuesName}\` by field where the document is at fault.`,
    `${settings.hateoas ? 'Links are relative to the root of the API, dates' : 'Dates'} are in ${describeDates(settings.dateFormat).form}.`,
  ];
  const introduction = `A REST API in the style of Python Eve. This description as data: [swagger.json](${url}).`;
  return `${introduction}\n\n${points.map((point) => `- ${point}`).join('\n')}`;
}

function describeIfMatch({ ifMatch, enforceIfMatch }: Described): readonly string[] {
  if (!ifMatch) return [];
  if (!enforceIfMatch)
    return [
      'A change may name the entity tag of the state it starts from, in `If-Match`; it is rejected in any other.',
    ];
  return [
    'A change needs the entity tag of the state it starts from, in `If-Match`: nobody overwrites what he has not seen.',
  ];
}

function describeFormats(renderers: readonly RendererName[]): string {
  const [first, second] = renderers.map((name) => name.toUpperCase());
  if (second === undefined) return `Answers are ${first ?? ''}.`;
  return `Bodies are ${first ?? ''}, or ${second} for a client whose \`Accept\` prefers it.`;
}
