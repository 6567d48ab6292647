/** Tells whoever started it; standard output is for what a program answers. */
export function say(text) {
  process.stderr.write(`slipway: ${text}\n`)
}
