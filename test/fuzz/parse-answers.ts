import type { AnyAnswer } from './sound-answer.js';

const HEAD = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/;

const NEXT = Buffer.from('HTTP/1.1 ');

/** What a service wrote on a connection → its answers, in order. Throws where that is not HTTP. */
export function parseAnswers(written: string): readonly AnyAnswer[] {
  const answers: AnyAnswer[] = [];
  let rest = Buffer.from(written);
  while (rest.length > 0) {
    const [whole, status = '', lines = ''] = HEAD.exec(rest.toString('latin1')) ?? [];
    if (whole === undefined) throw new Error(`answered what is not HTTP: ${rest.toString().slice(0, 500)}`);
    const headers = new Headers(lines.split('\r\n').filter(Boolean).map(splitHeader));
    const tail = rest.subarray(whole.length);
    const hasBody = !tail.subarray(0, 9).equals(NEXT); // the answer to HEAD has a length, and no body
    const length = hasBody ? Number(headers.get('content-length') ?? 0) : 0;
    const isChunked = headers.get('transfer-encoding') === 'chunked';
    const body = isChunked ? tail : tail.subarray(0, length);
    if (Number(status) >= 200)
      answers.push({ status: Number(status), headers, text: isChunked ? '' : body.toString() });
    rest = tail.subarray(body.length);
  }
  return answers;
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
