import path from 'node:path'
import { slipway } from '@/cli/program'
import { keepStateIn } from '@/lib/env'
import { root } from '@/scripts/lib/root.mjs'

// An MCP client starts this from a folder of its own.
keepStateIn(path.join(root, '.slipway'))

// Whoever reads may have had enough: `slipway logs tail … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error
  }
  process.exit()
})

process.exitCode = await slipway(process.argv.slice(2))
