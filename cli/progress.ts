import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../engine/experiment/evaluate.ts";

export type ProgressStyle = "auto" | "bar" | "lines" | "off";

/** Plain lines come no more often than this. */
const MILLISECONDS_BETWEEN_LINES = 5000;
/** A run that is over sooner shows nothing. */
const MILLISECONDS_BEFORE_FIRST = 500;

/**
 * Shows progress on standard error: a bar with the time left on a terminal, plain lines where the terminal cannot
 * draw, nothing when results are piped.
 */
export function progressOf(
  style: ProgressStyle,
  name: string,
  counts = " replications",
): { readonly update: (progress: Progress) => void; readonly finish: () => void } {
  switch (style === "auto" ? automatic() : style) {
    case "bar":
      return bar(name, counts);
    case "lines":
      return lines(name, counts);
    case "off":
      return { update: () => undefined, finish: () => undefined };
  }
}

function automatic(): Exclude<ProgressStyle, "auto"> {
  if (!process.stdout.isTTY) return "off";
  return process.stderr.isTTY && process.env["TERM"] !== "dumb" ? "bar" : "lines";
}

/** The same for work in stages: each has a bar or lines of its own, of whatever it counts. */
export function stagesOf(style: ProgressStyle): {
  readonly update: (stage: string, progress: Progress) => void;
  readonly finish: () => void;
} {
  let current: { readonly stage: string; readonly shown: ReturnType<typeof progressOf> } | null = null;
  return {
    update: (stage, progress) => {
      if (current?.stage !== stage) {
        current?.shown.finish();
        current = { stage, shown: progressOf(style, stage, "") };
      }
      current.shown.update(progress);
    },
    finish: () => current?.shown.finish(),
  };
}

function bar(name: string, counts: string): ReturnType<typeof progressOf> {
  const drawn = new SingleBar(
    {
      format: `${name} {bar} {value}/{total}${counts}, {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      fps: 5,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: ({ done, of }) => {
      if (!started) drawn.start(of, done);
      started = true;
      drawn.setTotal(of);
      drawn.update(done);
    },
    finish: () => {
      if (started) drawn.stop();
    },
  };
}

function lines(name: string, counts: string): ReturnType<typeof progressOf> {
  const began = performance.now();
  let next = began + MILLISECONDS_BEFORE_FIRST;
  return {
    update: ({ done, of }) => {
      const now = performance.now();
      if (now < next) return;
      next = now + MILLISECONDS_BETWEEN_LINES;
      const left = Math.ceil(((now - began) / done) * (of - done) * 0.001);
      process.stderr.write(`${name}: ${done} of ${of}${counts}, about ${left} s left\n`);
    },
    finish: () => undefined,
  };
}
