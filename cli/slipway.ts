import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { slipway } from '@/cli/program'
import { usualStateFolder } from '@/lib/bridge/program'
import { keepStateIn } from '@/lib/env'
import { root } from '@/scripts/lib/root.mjs'

const args = process.argv.slice(2)

// A bridge stays for days, and a young generation that does not grow keeps it 20 MB smaller.
if (args[0] === 'bridge') {
  setFlagsFromString('--semi-space-growth-factor=1')
}
const at = args.indexOf('--state-dir')
const [, named] = at === -1 ? [] : args.splice(at, 2)

// An MCP client starts this from a folder of its own; what it names, for any verb, counts before anything is read.
keepStateIn(named === undefined ? undefined : path.resolve(named), usualStateFolder(root))

// Whoever reads may have had enough: `slipway logs tail … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error
  }
  process.exit()
})

process.exitCode = await slipway(args)
