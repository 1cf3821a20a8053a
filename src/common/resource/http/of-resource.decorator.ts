import { Reflector } from '@nestjs/core';

/** Marks a controller as one of the resource of this name, around whose requests its hooks run. */
export const OfResource = Reflector.createDecorator<string>();
