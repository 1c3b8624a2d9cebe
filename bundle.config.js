import { chmodSync } from "node:fs";
import { rolldown } from "rolldown";

// The command is shipped as a few files instead of three hundred: opening them took half of its start-up time.
const bundle = await rolldown({
  // The thread is a program of its own, and must stand beside the code that starts it.
  input: { main: "dist/cli/main.js", worker: "dist/engine/execution/worker.js" },
  platform: "node",
  external: ["canvas", "piscina", /^vega/],
  logLevel: "warn",
});
await bundle.write({
  dir: "dist/bundle",
  format: "esm",
  chunkFileNames: "[name].js",
  // Names are kept, so that a fault that is reported can be read.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
});
await bundle.close();
// A package manager marks the command as executable once; a new build must not undo that.
chmodSync("dist/bundle/main.js", 0o755);
