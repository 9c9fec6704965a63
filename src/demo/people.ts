import { checkVin } from '../kernel/identifiers.js';

/** Synthetic people and cars: numbers that pass every check and belong to nobody. */
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林', '何', '郭', '马', '罗'];
const GIVEN = [
  '小明',
  '丽',
  '伟',
  '芳',
  '磊',
  '静',
  '强',
  '敏',
  '洋',
  '艳',
  '勇',
  '娟',
  '杰',
  '霞',
  '涛',
  '秀兰',
  '超',
  '桂英',
  '鹏',
  '婷',
];

export interface DemoPerson {
  name: string;
  mobile: string;
  residentId: string;
}

export function person(n: number): DemoPerson {
  const two = (value: number) => String(value).padStart(2, '0');
  const raw = `310115${1970 + (n % 30)}${two(1 + (n % 12))}${two(1 + (n % 28))}${String(100 + n).padStart(3, '0')}`;
  return {
    name: `${SURNAMES[n % SURNAMES.length]}${GIVEN[(n * 7) % GIVEN.length]}`,
    mobile: `1390000${String(1000 + n)}`,
    residentId: raw + residentCheck(raw),
  };
}

/** GB 11643 check character. */
function residentCheck(raw: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return '10X98765432'[[...raw].reduce((sum, digit, i) => sum + Number(digit) * (weights[i] as number), 0) % 11] as string;
}

/** A VIN of a series of 9,999 with its check digit in place; `plant` keeps the series of different makers of demo data apart. */
export function demoVin(plant: string, serial: number): string {
  const raw = `LFV3A2300P${plant}${String(serial).padStart(6, '0')}`;
  const { computedCheckDigit } = checkVin(raw, 'LENIENT').facts as { computedCheckDigit: string };
  return raw.slice(0, 8) + computedCheckDigit + raw.slice(9);
}
