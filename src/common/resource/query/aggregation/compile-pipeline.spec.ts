import type { Aggregation } from '../../definition/aggregation.js';
import { compilePipeline } from './compile-pipeline.js';

type Pipeline = Aggregation['pipeline'];

const GONE = undefined;

describe('compilePipeline', () => {
  it.each<[Pipeline, Record<string, unknown>, Pipeline]>([
    [[{ $match: { a: '$x' } }], {}, [{ $match: { a: '$x' } }]],
    [[{ $match: { a: '$x', b: ['$x', { c: '$x' }] } }], { $x: 1 }, [{ $match: { a: 1, b: [1, { c: 1 }] } }]],
    [[{ $match: { a: '$x', b: '$y' } }], { $x: [1], $y: null }, [{ $match: { a: [1], b: null } }]],
    [[{ $match: { a: '$x', b: '$y' } }], { $x: GONE }, [{ $match: { b: '$y' } }]],
    [[{ $match: { a: { $gt: '$x' } } }, { $limit: 1 }], { $x: GONE }, [{ $limit: 1 }]],
    [[{ $match: { $and: [{ a: '$x' }, { b: '$y' }] } }], { $x: GONE, $y: 2 }, [{ $match: { $and: [{ b: 2 }] } }]],
    [[{ $match: { $and: [{ a: '$x' }] } }], { $x: GONE }, []],
    [[{ $count: 'n' }, { $sample: {} }, { $in: [] }], { $x: GONE }, [{ $count: 'n' }, { $sample: {} }, { $in: [] }]],
    [[{ $group: { _id: '$x.y', $x: 1 } }], { $x: 5 }, [{ $group: { _id: '$x.y', $x: 1 } }]],
  ])('%j with %j', (pipeline, values, compiled) => {
    const written = JSON.stringify(pipeline);
    expect(compilePipeline(pipeline, { values: new Map(Object.entries(values)) })).toEqual(compiled);
    expect(JSON.stringify(pipeline)).toBe(written);
  });
});
