// Hands over to the TypeScript launcher, once packages are installed.
import { pathToFileURL } from 'node:url'
import { buildProgram, consoleProgram } from './build-program.mjs'

export async function launch() {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  // What clients start has to be of these sources, too.
  await buildProgram()
  await import(pathToFileURL(consoleProgram).href)
}
