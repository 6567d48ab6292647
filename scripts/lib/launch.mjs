// Hands over to the TypeScript launcher, once packages are installed.
import { pathToFileURL } from 'node:url'
import { bundled } from './bundle.mjs'

export async function launch() {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  await import(pathToFileURL(await bundled('scripts/serve.ts')).href)
}
