/** The media type of server-sent events. */
export const EVENT_STREAM = 'text/event-stream';

/** Whether a client names the media type of server-sent events in `Accept`: one that takes anything does not ask for them. */
export function acceptsEvents(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return type === EVENT_STREAM && !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter));
  });
}

/** One event on the wire: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream. */
export function toEvent({
  name,
  id,
  data,
}: {
  readonly name: string;
  readonly id: string;
  readonly data: object;
}): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
