import { normaliseCategory, normaliseMarketplace } from './category-name.js';

describe('normaliseCategory', () => {
  it.each([
    ['Home & Kitchen', 'Home and Kitchen'],
    ['Home & Kitchen', '  HOME   & kitchen '],
    ['Home & Kitchen', 'Home&Kitchen'],
    ['Home & Kitchen', 'Home'],
    ['Home & Kitchen', 'Kitchen & Home'],
    ['Clothing, Shoes & Jewelry', 'clothing shoes and jewelry'],
    ['Clothing, Shoes & Jewelry', 'Clothing, Shoes & Jewellery'],
    ['Clothing, Shoes & Jewelry', 'Clothing'],
    ['Beauty & Personal Care', 'Beauty'],
    ['Kindle Store', 'Kindle eBooks'],
    ['Tools & Home Improvement', 'DIY & Tools'],
    ['Patio, Lawn & Garden', 'Garden'],
  ])('takes for %j also %j', (name, other) => {
    expect(normaliseCategory(other)).toBe(normaliseCategory(name));
  });

  it.each([
    ['Home & Kitchen', 'Kitchen & Dining'],
    ['Books', 'Kindle Store'],
    ['Sand Art', 'S Art'],
    ['constructor', 'toString'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(normaliseCategory(one)).not.toBe(normaliseCategory(other));
  });
});

describe('normaliseMarketplace', () => {
  it.each([
    ['us', 'US'],
    [' Fr ', 'FR'],
  ])('reads %j as %j', (code, expected) => {
    expect(normaliseMarketplace(code)).toBe(expected);
  });
});
