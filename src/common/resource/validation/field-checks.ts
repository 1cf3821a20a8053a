import { remembered } from '../../remembered.js';
import { validatorsOf, type PropertyValidators } from '../rules/class-validators.js';
import type { DataRelation, FieldDefinition } from '../fields/field-definition.js';
import { mustBe } from '../types/field-types.js';
import { looksAround } from '../rules/rules.js';
import type { Shape } from '../definition/shape.js';

/** A field, what class-validator knows of its property, and what is asked of the field with every value. */
export interface FieldChecks extends PropertyValidators {
  readonly field: FieldDefinition;
  readonly isReadOnly: boolean;
  readonly dataRelation: DataRelation | undefined;
  readonly looksAround: boolean;
  readonly isGeo: boolean;
}

const NO_VALIDATORS: PropertyValidators = { conditions: [], isRequired: false, validators: [] };
const compiled = new WeakMap<readonly FieldDefinition[], readonly FieldChecks[]>();

/** The checks of all fields of a shape, worked out once. */
export function checksOf({ fields, model }: Shape): readonly FieldChecks[] {
  return remembered(compiled, fields, () => {
    const validators = validatorsOf(model);
    return fields.map((field) => ({
      field,
      isReadOnly: field.readOnly === true,
      dataRelation: field.dataRelation,
      looksAround: looksAround(field),
      isGeo: mustBe('geometry', field),
      ...(validators.get(field.name) ?? NO_VALIDATORS),
    }));
  });
}
