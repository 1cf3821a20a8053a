import fc from 'fast-check';
import { parseXml } from '../../../../test/support/xml.js';
import { toXml } from './to-xml.js';

const CASES: readonly (readonly [what: string, body: unknown, xml: string])[] = [
  ['no members', {}, '<resource></resource>'],
  ['a text', 'Alive', '<resource>Alive</resource>'],
  ['a list', [{ a: 1 }, 2], '<resource><resource><a>1</a></resource><resource>2</resource></resource>'],
  ['fields, by name', { b: 1, a: 'x', B: 2, _c: 3 }, '<resource><B>2</B><_c>3</_c><a>x</a><b>1</b></resource>'],
  [
    'scalars, as Python',
    { f: 1.5, n: null, o: false, t: true },
    '<resource><f>1.5</f><n>None</n><o>False</o><t>True</t></resource>',
  ],
  ['an empty text', { a: '' }, '<resource><a></a></resource>'],
  ['an empty list and an empty object', { d: {}, l: [] }, '<resource><d></d></resource>'],
  ['a member without a value', { a: undefined }, '<resource></resource>'],
  ['a list in a field', { l: ['x', 'y'] }, '<resource><l>x</l><l>y</l></resource>'],
  ['a list of lists', { l: [[1, 2], []] }, '<resource><l><l>1</l><l>2</l></l><l></l></resource>'],
  ['a list of objects', { l: [{ b: 1, a: 2 }, {}] }, '<resource><l><a>2</a><b>1</b></l><l></l></resource>'],
  ['text to be escaped', { a: `&<b>"'` }, '<resource><a>&amp;&lt;b&gt;&#34;&#39;</a></resource>'],
  ['white space that readers change', { a: ' \t\r\n' }, '<resource><a> &#9;&#13;&#10;</a></resource>'],
  ['the end of a CDATA section', { a: ']]>' }, '<resource><a>]]&gt;</a></resource>'],
  ['what XML 1.0 cannot say', { a: '\0\u001B\uD800x\uFFFE' }, '<resource><a>\uFFFD\uFFFD\uFFFDx\uFFFD</a></resource>'],
  ['surrogate pairs', { a: '😀' }, '<resource><a>😀</a></resource>'],
  [
    'names of other scripts',
    { naïve: 1, имя: 2, 名: 3 },
    '<resource><naïve>1</naïve><имя>2</имя><名>3</名></resource>',
  ],
  ['a digit in front of a name', { 1: 'a' }, '<resource><_x0031_>a</_x0031_></resource>'],
  [
    'no element name',
    { 'a b': 1, '<x>': 2 },
    '<resource><_x003C_x_x003E_>2</_x003C_x_x003E_><a_x0020_b>1</a_x0020_b></resource>',
  ],
  ['a prefix of no namespace', { 'a:b': 1 }, '<resource><a_x003A_b>1</a_x003A_b></resource>'],
  [
    'a name beyond the Basic Multilingual Plane',
    { '😀': 1 },
    '<resource><_xD83D__xDE00_>1</_xD83D__xDE00_></resource>',
  ],
  ['halves of characters in a name', { 'a\uDFFF': 1 }, '<resource><a_xDFFF_>1</a_xDFFF_></resource>'],
  [
    'a name that looks escaped',
    { _x0031_: 1, is_x: 2 },
    '<resource><_x005F_x0031_>1</_x005F_x0031_><is_x>2</is_x></resource>',
  ],
  ['no name', { '': 1 }, '<resource><_>1</_></resource>'],
  [
    'links',
    {
      _links: {
        self: { title: 'a"', href: 'a?b=1&c' },
        z: { title: 'Z', href: 'z' },
        child: [{ title: 'C', href: 'c' }],
      },
    },
    '<resource href="a?b=1&amp;c"  title="a&#34;" ><link rel="child" href="c" title="C" /><link rel="z" href="z" title="Z" /></resource>',
  ],
  [
    'links to what fields refer to',
    { r: 'i', l: ['j', 'k'], _links: { related: { r: { title: 'T', href: 't/i' }, l: [link('j'), link('k')] } } },
    '<resource><l href="t/j" title="T">j</l><l href="t/k" title="T">k</l><r href="t/i" title="T">i</r></resource>',
  ],
  [
    'no link on the wrong one of several, when some are not shown',
    { l: [{ a: 1 }], _links: { related: { l: [link('j'), link('k')] } } },
    '<resource><l><a>1</a></l></resource>',
  ],
  [
    'a page, and nothing beside its items',
    { _items: [{ a: 1 }], _meta: { total: 1, page: 1 }, _status: 'OK' },
    '<resource><_meta><page>1</page><total>1</total></_meta><resource><a>1</a></resource></resource>',
  ],
  [
    'a document with a field named like items',
    { _id: 'i', _items: [1] },
    '<resource><_id>i</_id><_items>1</_items></resource>',
  ],
];

function link(id: string): object {
  return { title: 'T', href: `t/${id}` };
}

describe('toXml', () => {
  it.each(CASES)('writes %s', (_what, body, xml) => {
    expect(toXml(body)).toBe(xml);
    expect(parseXml(xml)).toHaveProperty('resource');
  });

  it('writes any JSON so that a parser can read it', () => {
    // the parser of these tests rejects some names, which XML allows
    const readable = fc
      .jsonValue({ stringUnit: 'binary' })
      .filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(readable, (value) => {
        expect(parseXml(toXml({ value }))).toHaveProperty('resource');
      }),
      { seed: 1 },
    );
  });

  it('keeps every text that XML can say', () => {
    const sayable = fc
      .string({ unit: 'binary' })
      .filter((text) => !/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text));
    fc.assert(
      fc.property(sayable, (text) => {
        expect(parseXml(toXml({ a: text }))).toEqual({ resource: { a: text } });
      }),
      { seed: 1 },
    );
  });
});
