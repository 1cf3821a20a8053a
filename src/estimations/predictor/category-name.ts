/** Other names of categories, both sides in the form that `tidy` gives. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['apparel', 'clothing shoes & jewelry'],
  ['arts & crafts', 'arts crafts & sewing'],
  ['baby', 'baby products'],
  ['beauty', 'beauty & personal care'],
  ['book', 'books'],
  ['camera', 'camera & photo'],
  ['camera & photo products', 'camera & photo'],
  ['car', 'automotive'],
  ['cell phones', 'cell phones & accessories'],
  ['clothing', 'clothing shoes & jewelry'],
  ['clothing shoes & accessories', 'clothing shoes & jewelry'],
  ['clothing shoes & jewellery', 'clothing shoes & jewelry'],
  ['computers', 'computers & accessories'],
  ['diy', 'tools & home improvement'],
  ['diy & tools', 'tools & home improvement'],
  ['ebooks', 'kindle store'],
  ['fashion', 'clothing shoes & jewelry'],
  ['garden', 'patio lawn & garden'],
  ['garden & outdoors', 'patio lawn & garden'],
  ['grocery', 'grocery & gourmet food'],
  ['health', 'health & household'],
  ['health & personal care', 'health & household'],
  ['home', 'home & kitchen'],
  ['home improvement', 'tools & home improvement'],
  ['industrial', 'industrial & scientific'],
  ['kindle', 'kindle store'],
  ['kindle ebooks', 'kindle store'],
  ['kitchen & home', 'home & kitchen'],
  ['lawn & garden', 'patio lawn & garden'],
  ['musical instruments & dj', 'musical instruments'],
  ['office', 'office products'],
  ['office supplies', 'office products'],
  ['patio & garden', 'patio lawn & garden'],
  ['pet products', 'pet supplies'],
  ['pets', 'pet supplies'],
  ['sports', 'sports & outdoors'],
  ['tools', 'tools & home improvement'],
  ['toys', 'toys & games'],
  ['videogames', 'video games'],
]);

/**
 * The key under which a category is kept and looked up: case, `&` and `and`, commas, dashes and white space make no
 * difference, and common other names count as the name.
 */
export function normaliseCategory(name: string): string {
  const tidied = tidy(name);
  return ALIASES.get(tidied) ?? tidied;
}

/** The key of a marketplace: capitals, no white space around. */
export function normaliseMarketplace(code: string): string {
  return code.trim().toUpperCase();
}

function tidy(name: string): string {
  return name
    .toLowerCase()
    .replace(/&|\band\b/g, ' & ')
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim();
}
