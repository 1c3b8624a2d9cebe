import { rolldown } from "rolldown";

// The command is shipped as a few files instead of three hundred: opening them took half of its start-up time.
const bundle = await rolldown({
  input: "dist/cli/main.js",
  platform: "node",
  external: ["canvas", /^vega/],
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
