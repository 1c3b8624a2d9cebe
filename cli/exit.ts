/** What the shell is told: 0 done, 1 a check or target failed, 2 bad input, 130 interrupted. */
export const EXIT = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const;

/** Something the user can put right. Its message is printed as it is, without a stack, and the exit code is 2. */
export class UserError extends Error {
  override readonly name = "UserError";
}
