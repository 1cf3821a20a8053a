import { Places, type WaitingForPlace } from './places.js';

describe('Places', () => {
  it('lets so many in, and the others in the order in which they came', async () => {
    const places = new Places(() => 2);
    expect([places.take(), places.take()]).toEqual([undefined, undefined]);
    const entered: string[] = [];
    for (const name of ['first', 'second']) void places.take()?.entered.then(() => entered.push(name));
    places.give();
    await Promise.resolve();
    expect(entered).toEqual(['first']);
    places.give();
    await Promise.resolve();
    expect(entered).toEqual(['first', 'second']);
  });

  it('passes over who has left, and gets back the place of who leaves it unused', async () => {
    const places = new Places(() => 1);
    places.take();
    const [gone, lucky, last] = [places.take(), places.take(), places.take()] as WaitingForPlace[]; // none is free
    gone?.leave();
    places.give();
    await lucky?.entered;
    lucky?.leave();
    await last?.entered;
    places.give();

    expect(places.take()).toBeUndefined();
  });
});
