// npm start: installs and builds if needed, then serves. `--dev` serves with hot reload instead.
import { buildIfNeeded, installIfNeeded, requireNode } from './lib/prepare.mjs'

requireNode()
installIfNeeded()

if (!process.argv.includes('--dev')) {
  buildIfNeeded()
}
const { launch } = await import('./lib/launch.mjs')
await launch()
