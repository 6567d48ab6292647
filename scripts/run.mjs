// Runs a TypeScript program of this project: node scripts/run.mjs FILE [ARGUMENTS…]
import { pathToFileURL } from 'node:url'
import { bundled } from './lib/bundle.mjs'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
process.argv.splice(1, 1)
await import(pathToFileURL(await bundled(process.argv[1] ?? '')).href)
