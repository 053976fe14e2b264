// Fractions of whole numbers of any size: [numerator, denominator], the latter positive.
const big = (text) => {
  const parts = /^(-?[0-9]{1,40})\/([1-9][0-9]{0,39})$/.exec(String(text));
  if (parts) return [BigInt(parts[1]), BigInt(parts[2])];
  const found = /^(-?)([0-9]{1,15})(?:\.([0-9]{1,15}))?$/.exec(String(text));
  if (!found) throw new Error(`number ${text}`);
  const [, sign, whole, rest = ""] = found;
  const n = BigInt(whole + rest);
  return [sign ? -n : n, 10n ** BigInt(rest.length)];
};
const ZERO = [0n, 1n];
const plus = (a, b) => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const times = (a, b) => [a[0] * b[0], a[1] * b[1]];
const negative = (a) => [-a[0], a[1]];
const over = (a, b) => (b[0] < 0n ? [-a[0] * b[1], -a[1] * b[0]] : [a[0] * b[1], a[1] * b[0]]);
const compare = (a, b) => { const d = a[0] * b[1] - b[0] * a[1]; return d < 0n ? -1 : d > 0n ? 1 : 0; };
const lowest = ([n, d]) => {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b) [a, b] = [b, a % b];
  return [n / a, d / a];
};
const said = (a) => {
  const least = lowest(a);
  if (10n ** 12n % least[1]) return `${least[0]}/${least[1]}`;
  const digits = 12n;
  const n = (a[0] < 0n ? -a[0] : a[0]) * 10n ** digits / a[1];
  const text = n.toString().padStart(13, "0");
  const whole = `${text.slice(0, -12)}.${text.slice(-12)}`.replace(/0+$/, "").replace(/\.$/, "");
  return a[0] < 0n ? `-${whole}` : whole;
};
