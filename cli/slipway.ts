import { slipway } from '@/cli/program'

process.exitCode = await slipway(process.argv.slice(2))
