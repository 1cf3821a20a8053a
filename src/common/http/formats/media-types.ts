import type { RendererName } from '../../../config/api-settings.js';

/** The media types of each format, its own name first: all of them are negotiated. */
export const MEDIA_TYPES = {
  json: ['application/json'],
  xml: ['application/xml', 'text/xml', 'application/x-xml'],
} as const satisfies Record<RendererName, readonly string[]>;

/** The media types that a service with these formats offers, the usual one first. */
export function typesOf(renderers: readonly RendererName[]): readonly string[] {
  return renderers.flatMap((name): readonly string[] => MEDIA_TYPES[name]);
}
