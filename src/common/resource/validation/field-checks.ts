import { remembered } from '../../remembered.js';
import { validatorsOf, type PropertyValidators } from '../rules/class-validator.js';
import type { DataRelation, FieldDefinition } from '../fields/field-definition.js';
import { mustBe } from '../types/field-types.js';
import { needsContext } from '../rules/rules.js';
import type { Shape } from '../definition/shape.js';

/** A field, the rules that class-validator keeps of its property, and the answers about the field that every value needs. */
export interface FieldChecks extends PropertyValidators {
  readonly field: FieldDefinition;
  readonly isReadOnly: boolean;
  readonly dataRelation: DataRelation | undefined;
  readonly needsContext: boolean;
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
      needsContext: needsContext(field),
      isGeo: mustBe('geometry', field),
      ...(validators.get(field.name) ?? NO_VALIDATORS),
    }));
  });
}
