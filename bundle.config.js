import { chmodSync } from "node:fs";
import { rolldown } from "rolldown";

// Programs are shipped as a few files instead of three hundred: opening them took half of the start-up time.
async function bundled(input, dir) {
  const bundle = await rolldown({
    input,
    platform: "node",
    external: ["canvas", "docx", "piscina", /^vega/, /^write-excel-file/],
    logLevel: "warn",
  });
  await bundle.write({
    dir,
    format: "esm",
    chunkFileNames: "[name].js",
    // Names are kept, so that a fault that is reported can be read.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
}

// Threads are programs of their own, and must stand beside the code that starts them.
const worker = "dist/engine/execution/worker.js";
const taskWorker = "dist/engine/execution/taskWorker.js";
await bundled({ main: "dist/cli/main.js", worker, taskWorker }, "dist/bundle");
// What is measured is put together as what is shipped.
await bundled({ child: "dist/bench/child.js", worker }, "dist/bench/bundle");
// A package manager marks the command as executable once; a new build must not undo that.
chmodSync("dist/bundle/main.js", 0o755);
