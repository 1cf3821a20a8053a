import mongoose from 'mongoose';
import { defineAggregation, type AggregationOptions } from './aggregation.js';
import type { FieldDefinition } from '../fields/field-definition.js';

const FIELDS: readonly FieldDefinition[] = [{ name: '_id' }, { name: 'price', type: 'number' }];

describe('defineAggregation', () => {
  it.each<[AggregationOptions['pipeline'], readonly string[]]>([
    [[{ $match: { a: '$value' } }], ['$value']],
    [
      [{ $match: { $or: [{ a: '$x' }, { b: { $gt: '$y' } }] } }, { $limit: '$x' }],
      ['$x', '$y'],
    ],
    [[{ $group: { _id: '$price', n: { $sum: '$by' } } }, { $sort: { n: 1 } }, { $match: { $expr: '$n' } }], ['$by']],
    [[{ $lookup: { from: 'shops', as: 'shop' } }, { $unwind: '$shop' }], []],
    [[{ $match: { a: '$$NOW', b: '$a.b', c: '$', d: '$_id', e: 'text' } }], []],
  ])('finds the parameters of %j', (pipeline, parameters) => {
    expect(defineAggregation('sales', { pipeline }, FIELDS).parameters).toEqual(parameters);
  });

  it('believes a list of parameters', () => {
    const pipeline = [{ $match: { a: 'since', b: '$other' } }];
    expect(defineAggregation('sales', { pipeline, parameters: ['since'] }, FIELDS).parameters).toEqual(['since']);
  });

  it('rejects a parameter that is nowhere', () => {
    const define = (): unknown => defineAggregation('sales', { pipeline: [], parameters: ['$x'] }, FIELDS);
    expect(define).toThrow('sales.aggregation: there is no "$x" in the pipeline.');
  });

  it('takes ids and moments for what they are, and leaves everything else', () => {
    const id = '0123456789abcdef01234567';
    const now = new Date();
    const stage = {
      $match: { a: id, b: [id], c: 'Wed, 01 Jan 2020 00:00:00 GMT', d: '2020-01-01', e: now, f: '12:30' },
    };
    const { pipeline } = defineAggregation('sales', { pipeline: [stage] }, FIELDS);
    const objectId = new mongoose.Types.ObjectId(id);
    expect(pipeline).toEqual([
      { $match: { a: objectId, b: [objectId], c: new Date('2020-01-01'), d: '2020-01-01', e: now, f: '12:30' } },
    ]);
  });
});
