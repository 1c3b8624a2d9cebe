/** Units that cross a boundary. Inside `engine` time is in seconds and a share is a number from 0 to 1. */

declare const unit: unique symbol;

/** A length of time, in seconds. Adding two gives a plain number; wrap it again to hand it on. */
export type Seconds = number & { readonly [unit]: "seconds" };

/** A part of a whole, from 0 to 1. */
export type Share = number & { readonly [unit]: "share" };

export const seconds = (n: number): Seconds => n as Seconds;
export const minutes = (n: number): Seconds => seconds(60 * n);
export const hours = (n: number): Seconds => seconds(3600 * n);
export const days = (n: number): Seconds => seconds(86_400 * n);
export const share = (n: number): Share => n as Share;
