import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../engine/scenario/sha256.ts";

describe("SHA-256", () => {
  it.each([
    // FIPS 180-4 examples, as published by NIST (Cryptographic Standards and Guidelines, example values).
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ])("of %j is as the standard says", (text, digest) => {
    expect(sha256(text)).toBe(digest);
  });

  it("is that of another implementation at every length around the ends of blocks, and of other letters", () => {
    const texts = [
      ...Array.from({ length: 200 }, (_, length) => "x".repeat(length)),
      "é€😀".repeat(99),
      "y".repeat(1_000_000),
    ];
    for (const text of texts)
      expect(sha256(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  });
});
