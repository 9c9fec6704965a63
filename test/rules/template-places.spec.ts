import fc from 'fast-check';
import { context } from '../../src/kernel/context.js';
import { fill, NEEDED_PLACES, type Place, placeFaults, PLACES } from '../../src/modules/sales/contract-templates/template-places.js';

const whole = NEEDED_PLACES.map((name) => `{{${name}}}`).join('\n');
const facts = (value: (name: Place) => string) => Object.fromEntries(PLACES.map((name) => [name, value(name)])) as Record<Place, string>;

describe('the places of a contract template', () => {
  it.each<[string, string, string[]]>([
    ['all that is needed', whole, []],
    ['blanks inside the braces', whole.replace('{{vin}}', '{{ vin }}'), []],
    ['a place that is none, with its line', `${whole}\n{{buyrName}}`, ['第 6 行:没有名为 buyrName 的位置']],
    ['braces that do not match', `${whole}\n{{vin`, ['第 6 行:括号不成对']],
    ['a needed place that is missing', whole.replace('{{total}}', ''), ['缺少位置 total']],
  ])('are checked: %s', (_, text, messages) => {
    expect(placeFaults('/bodyZh', text).map((f) => f.message)).toEqual(messages);
    expect(context.locale).toBe('zh');
  });

  it('are filled once: what a fact says is never read as a place', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const filled = fill(
          whole,
          facts((place) => (place === 'buyerName' ? `${name}{{vin}}$&` : place)),
        );
        expect(filled).toBe(NEEDED_PLACES.map((place) => (place === 'buyerName' ? `${name}{{vin}}$&` : place)).join('\n'));
      }),
    );
  });
});
