import type { FastifyRequest } from 'fastify';
import type { Conditions } from '../lookup/conditions.js';

const CONDITIONS = Symbol('evenest:conditions');

interface Limited {
  [CONDITIONS]?: readonly Conditions[];
}

const NONE: readonly Conditions[] = [];

/** Limits the rest of a request to documents that meet these conditions too. */
export function addConditions(request: FastifyRequest & Limited, conditions: readonly Conditions[]): void {
  request[CONDITIONS] = [...conditionsOf(request), ...conditions];
}

/** The documents that a request has been limited to. */
export function conditionsOf(request: FastifyRequest & Limited): readonly Conditions[] {
  return request[CONDITIONS] ?? NONE;
}
