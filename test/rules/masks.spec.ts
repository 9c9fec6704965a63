import { maskEmail, maskIdentity, maskMobile, maskName } from '../../src/kernel/security/personal-data.js';

describe('masks (PR-16)', () => {
  it.each([
    ['+8613812348000', '138****8000'],
    ['13812348000', '138****8000'],
    [null, null],
    ['', null],
  ])('mobile %s → %s', (value, shown) => {
    expect(maskMobile(value)).toBe(shown);
  });
});
void [maskEmail, maskIdentity, maskName];
