const BLOCK_BYTES = 64;
const ROUNDS = 64;

/** The first 32 bits of the fractional parts of roots of the first primes, which is how the standard chose its constants. */
function fromPrimes(count: number, root: (prime: number) => number): Int32Array {
  const found = new Int32Array(count);
  let n = 0;
  for (let candidate = 2; n < count; candidate++) {
    if (!isPrime(candidate)) continue;
    const value = root(candidate);
    found[n++] = (value - Math.floor(value)) * 2 ** 32;
  }
  return found;
}

function isPrime(candidate: number): boolean {
  for (let factor = 2; factor * factor <= candidate; factor++) {
    if (candidate % factor === 0) return false;
  }
  return true;
}

const START = fromPrimes(8, Math.sqrt);
const CONSTANTS = fromPrimes(ROUNDS, Math.cbrt);

/**
 * SHA-256 of a text in UTF-8, as 64 hexadecimal digits. Of our own because the engine knows nothing of Node, and what
 * browsers offer does not answer at once.
 *
 * Source: FIPS PUB 180-4 (2015), Secure Hash Standard, section 6.2.
 */
export function sha256(text: string): string {
  const message = new TextEncoder().encode(text);
  // A one, zeros, and the length in bits in the last eight bytes.
  const padded = new Uint8Array(BLOCK_BYTES * Math.ceil((message.length + 9) / BLOCK_BYTES));
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, (message.length * 8) % 2 ** 32);

  const state = Int32Array.from(START);
  const words = new Int32Array(ROUNDS);
  for (let block = 0; block < padded.length; block += BLOCK_BYTES) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + 4 * i);
    digestBlock(state, words);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** @param words The sixteen words of the block, with room for the others. */
function digestBlock(state: Int32Array, words: Int32Array): void {
  for (let i = 16; i < ROUNDS; i++) {
    const [early, late] = [words[i - 15]!, words[i - 2]!];
    const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const two = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[i] = words[i - 16]! + one + words[i - 7]! + two;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < ROUNDS; i++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + CONSTANTS[i]! + words[i]!;
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i]! += word;
  });
}
