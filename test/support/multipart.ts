/** A part of a multipart form: what stands behind `form-data; ` and its content. */
export type Part = readonly [disposition: string, content: string | Buffer];

/** A form written by hand, as the `init` of a request. */
export function multipart(...parts: readonly Part[]): {
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
} {
  const chunks = parts.flatMap(([disposition, content]) => [
    Buffer.from(`--BOUNDARY\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return multipartOf(Buffer.concat([...chunks, Buffer.from('--BOUNDARY--\r\n')]));
}

/** Any bytes that call themselves a form with the boundary `BOUNDARY`. */
export function multipartOf(body: string | Buffer): { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> } {
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=BOUNDARY' },
    body: new Uint8Array(Buffer.from(body)),
  };
}
