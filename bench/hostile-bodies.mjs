// The bodies with which the time for one answer is checked: a few bytes each, said again and again. See README.md.

const dictOf = (name, rules) => ({ type: 'dict', schema: { [name]: rules } });
const orNumber = (rules) => ({ anyof: [rules, { type: 'integer' }] });
const NO_EMPTY = orNumber({ type: 'string', minlength: 1 });

/** What is served: the product, and a resource with everything that a body can be checked against. */
export const DOMAIN = {
  BUILTIN_RESOURCES: true,
  RESOURCE_METHODS: ['GET', 'POST'],
  DOMAIN: {
    targets: { schema: { name: { type: 'string' } } },
    specimens: {
      schema: {
        friends: { type: 'list', schema: { type: 'objectid', data_relation: { resource: 'targets' } } },
        codes: { type: 'list', schema: { type: 'string', unique: true } },
        numbers: { type: 'list', schema: { type: 'integer', max: 5 } },
        places: { type: 'list', schema: { type: 'dict', schema: { city: { type: 'string', required: true } } } },
        words: { type: 'dict', keysrules: { type: 'string', maxlength: 3 }, valuesrules: { type: 'integer' } },
        any: {},
        coerced: { type: 'list', schema: { type: 'string', coerce: ['strip', 'lower', 'upper'] } },
        dates: { type: 'list', schema: { type: 'datetime' } },
        dependent: {
          type: 'list',
          schema: { type: 'dict', schema: { x: { dependencies: ['y', 'z'] }, y: {}, z: {} } },
        },
        one_of_three: {
          type: 'list',
          schema: { anyof: ['a', 'b', 'c'].map((one) => dictOf('t', { allowed: [one] })) },
        },
        nested: { type: 'list', schema: orNumber(dictOf('a', orNumber(dictOf('b', orNumber(dictOf('c', NO_EMPTY)))))) },
      },
    },
    free: { schema: {}, allow_unknown: true },
  },
};

const FORM = 'application/x-www-form-urlencoded';
const ESTIMATION = '"bestseller_rank":1,"category":"Books"';

/** Each kind: where it is posted, what stands around it, and its nth part. */
export const KINDS = {
  'names with dots': { path: '/estimations', around: [`{${ESTIMATION}`, '}'], part: (n) => `,"a.k${n}":1` },
  'deep names with one beginning': {
    path: '/estimations',
    around: [`{${ESTIMATION}`, '}'],
    part: (n) => `,"${'a.'.repeat(89)}k${n}":1`,
  },
  'deep names in free documents': {
    path: '/free',
    around: ['{"x":1', '}'],
    part: (n) => `,"${'a.'.repeat(20)}k${n}":1`,
  },
  'unknown members': { path: '/estimations', around: [`{${ESTIMATION}`, '}'], part: (n) => `,"k${n}":1` },
  'free members': { path: '/free', around: ['{"x":1', '}'], part: (n) => `,"k${n}":1` },
  'free lists': { path: '/free', around: ['{"x":[1', ']}'], part: () => ',[1,{"a":2}]' },
  'ids that lead nowhere': { path: '/specimens', around: ['{"friends":[', ']}'], part: inList((n) => `"${hex(n)}"`) },
  'texts that are unique': { path: '/specimens', around: ['{"codes":[', ']}'], part: inList((n) => `"c${n}"`) },
  'documents that repeat a value': {
    path: '/specimens',
    around: ['[', ']'],
    part: inList(() => `{"codes":[${'"c",'.repeat(250)}"c"]}`),
  },
  'documents that are not valid': {
    path: '/specimens',
    around: ['[', ']'],
    part: inList((n) => `{"x${n}":"${'x'.repeat(1100)}"}`),
  },
  'numbers out of range': { path: '/specimens', around: ['{"numbers":[', ']}'], part: inList(() => '7') },
  'numbers in range': { path: '/specimens', around: ['{"numbers":[', ']}'], part: inList(() => '1') },
  'sub-documents': { path: '/specimens', around: ['{"places":[', ']}'], part: inList((n) => `{"town":"t${n}"}`) },
  'names by rule': { path: '/specimens', around: ['{"words":{"a":1', '}}'], part: (n) => `,"w${n}":"x"` },
  'values that cannot be coerced': { path: '/specimens', around: ['{"coerced":[', ']}'], part: inList(() => '1') },
  'texts that are no dates': { path: '/specimens', around: ['{"dates":[', ']}'], part: inList(() => '"x"') },
  'members without their neighbours': {
    path: '/specimens',
    around: ['{"dependent":[', ']}'],
    part: inList(() => '{"x":1}'),
  },
  'one of three alternatives': {
    path: '/specimens',
    around: ['{"one_of_three":[', ']}'],
    part: inList(() => '{"t":"c"}'),
  },
  'none of nested alternatives': {
    path: '/specimens',
    around: ['{"nested":[', ']}'],
    part: inList(() => '{"a":{"b":{"c":""}}}'),
  },
  'lists in lists': { path: '/specimens', around: ['{"any":', '1}'], part: () => '[', end: () => ']' },
  'brackets without an end': { path: '/estimations', around: ['', ''], part: () => '[{"a":' },
  'fields of a form': { path: '/estimations', type: FORM, around: ['a=1', ''], part: (n) => `&k${n}=1` },
  'a field of a form, again and again': { path: '/estimations', type: FORM, around: ['a=1', ''], part: () => '&a=1' },
  'parts of a multipart form': {
    path: '/estimations',
    type: 'multipart/form-data; boundary=x',
    around: ['', '--x--\r\n'],
    part: (n) => `--x\r\nContent-Disposition: form-data; name="k${n}"\r\n\r\n1\r\n`,
  },
};

/** A body of a kind, of about so many bytes. */
export function bodyOf({ around: [before, after], part, end = () => '' }, bytes) {
  const parts = [];
  let size = before.length + after.length;
  for (let n = 0; size < bytes; n++) {
    const text = part(n);
    parts.push(text);
    size += text.length + end(n).length;
  }
  return before + parts.join('') + parts.map((_, n) => end(n)).join('') + after;
}

function inList(part) {
  return (n) => (n === 0 ? part(n) : `,${part(n)}`);
}

function hex(n) {
  return n.toString(16).padStart(24, 'a');
}
