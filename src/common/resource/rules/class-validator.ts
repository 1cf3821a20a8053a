import { getMetadataStorage, IsDefined, ValidateBy, ValidationTypes, type ValidationArguments } from 'class-validator';
import { remembered } from '../../remembered.js';
import { DefinitionPlace } from '../fields/definition-error.js';
import type { RuleContext } from './rule.js';

export { maxLength as hasAtMost, minLength as hasAtLeast } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Metadata = ReturnType<Storage['getTargetValidationMetadatas']>[number];
type RegisteredConstraint = ReturnType<Storage['getTargetValidatorConstraints']>[number];
type Model = abstract new () => object;

/** One rule of a property, as a decorator of class-validator declared it. */
export interface ClassValidator {
  readonly name: string;
  /** Whether a value, and each of its elements where the decorator says so, satisfies it. */
  test(value: unknown, document: object, context?: RuleContext): boolean;
  /** The decorator's message about a value that does not. */
  explain(value: unknown, document: object): string;
}

/** The rules of one property. */
export interface PropertyValidators {
  /** All of these must be true, or nothing is checked: `@IsOptional`, `@ValidateIf`. */
  readonly conditions: readonly ((document: object, value: unknown) => boolean)[];
  readonly isRequired: boolean;
  readonly validators: readonly ClassValidator[];
}

/** The arguments of a constraint; the context is there where this service validates, not where class-validator's own functions do. */
interface ContextualArguments extends ValidationArguments {
  readonly context?: RuleContext | undefined;
}

/** A rule of a field that class-validator keeps: its name, and its test. */
export interface Constraint {
  readonly name: string;
  readonly test: (value: unknown, context: RuleContext | undefined) => boolean;
  /** Where it is false of a value, the rule is not asked. */
  readonly applies?: ((value: unknown) => boolean) | undefined;
}

/** Registers a rule for the property that is decorated. */
export function declareConstraint({ name, test, applies }: Constraint): PropertyDecorator {
  const validate = (value: unknown, args?: ContextualArguments): boolean => test(value, args?.context);
  return ValidateBy({ name, validator: { validate } }, applies ? { validateIf: (_, value) => applies(value) } : {});
}

/** Registers that the property that is decorated must be there. */
export function declareRequired(): PropertyDecorator {
  return IsDefined();
}

const compiled = new WeakMap<Model, ReadonlyMap<string, PropertyValidators>>();

/**
 * The rules of a class by property, taken from class-validator once for each class. `validateSync` would ask
 * for those of `object.constructor` with every call, and an object of a client's may have a member of that name.
 */
export function validatorsOf(model: Model): ReadonlyMap<string, PropertyValidators> {
  return remembered(compiled, model, () => compile(model));
}

function compile(model: Model): ReadonlyMap<string, PropertyValidators> {
  const byProperty = new Map<string, Metadata[]>();
  for (const metadata of getMetadataStorage().getTargetValidationMetadatas(model, '', false, false)) {
    const { propertyName } = metadata;
    byProperty.set(propertyName, [...(byProperty.get(propertyName) ?? []), metadata]);
  }
  return new Map([...byProperty].map(([property, all]) => [property, compileProperty(model, all)]));
}

/** Nested classes are not looked at: a sub-document is checked by the class that its field names. */
function compileProperty(model: Model, all: readonly Metadata[]): PropertyValidators {
  const ofType = (type: string): readonly Metadata[] => all.filter((metadata) => metadata.type === type);
  return {
    conditions: ofType(ValidationTypes.CONDITIONAL_VALIDATION).map(
      ({ constraints: [condition] }) => condition as PropertyValidators['conditions'][number], // as the decorator registers it
    ),
    isRequired: ofType(ValidationTypes.IS_DEFINED).length > 0,
    validators: ofType(ValidationTypes.CUSTOM_VALIDATION).flatMap((metadata) =>
      getMetadataStorage()
        .getTargetValidatorConstraints(metadata.constraintCls)
        .map((constraint) => compileConstraint(model, metadata, constraint)),
    ),
  };
}

function compileConstraint(
  model: Model,
  metadata: Metadata,
  { name, async, instance }: RegisteredConstraint,
): ClassValidator {
  const { each, validateIf, propertyName: property, message } = metadata;
  if (async)
    DefinitionPlace.ofField(model.name, property).reject('a validator that waits is not run; a hook can wait.');
  const constraints = metadata.constraints as unknown[] | undefined; // none where the decorator has none
  const argumentsOf = (value: unknown, object: object, context?: RuleContext): ContextualArguments => ({
    targetName: model.name,
    property,
    object,
    value,
    constraints: constraints ?? [],
    context,
  });
  const isSatisfied = (value: unknown, args: ValidationArguments): boolean => instance.validate(value, args) === true;
  return {
    name,
    test: (value, document, context) => {
      if (validateIf && !validateIf(document, value)) return true;
      const args = argumentsOf(value, document, context);
      if (each && Array.isArray(value)) return value.every((element) => isSatisfied(element, args));
      return isSatisfied(value, args);
    },
    explain: (value, document) => {
      const args = argumentsOf(value, document);
      const template =
        typeof message === 'function' ? message(args) : message || (instance.defaultMessage?.(args) ?? name);
      return fill(template, args);
    },
  };
}

/** The places in class-validator's messages: `$property`, `$target`, `$value`, `$constraint1`. */
function fill(template: string, { property, targetName, value, constraints }: ValidationArguments): string {
  return template.replaceAll(/\$(property|target|value|constraint(\d+))/g, (place, name: string, number: string) => {
    if (name === 'property') return property;
    if (name === 'target') return targetName;
    const shown: unknown = name === 'value' ? value : constraints[Number(number) - 1];
    return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : place;
  });
}
