import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Practice, startPractice } from '@/lib/practice/start'

const USAGE = `Usage: npm run practice -- [--port 4566] [--state FILE]

Serves the practice account on loopback until it is interrupted. Standard output has shell lines to evaluate;
--port 0 takes a free port. Without --state, nothing is kept.`

/** Standard output is for the shell, so everything meant for a person goes to standard error. */
async function main(): Promise<void> {
  const options = readOptions()

  if (!options) {
    console.error(USAGE)
    process.exit(2)
  }
  const practice = await start(options)
  console.log(
    [
      `export AWS_ENDPOINT_URL=${practice.url}`,
      `export AWS_ACCESS_KEY_ID=${practice.accessKeyId}`,
      `export AWS_SECRET_ACCESS_KEY=${practice.secretAccessKey}`,
      `export AWS_REGION=${practice.region}`,
      // The AWS CLI, version 1, reads this one only.
      `export AWS_DEFAULT_REGION=${practice.region}`,
    ].join('\n'),
  )
  console.error(`The practice account (${practice.accountId}) answers at ${practice.url}. Stop it with Ctrl+C.`)

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => practice.close().then(() => process.exit(0)))
  }
}

function readOptions(): { port: number; stateFile: string | null } | undefined {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '4566' }, state: { type: 'string' } } })
    const port = Number(values.port)
    const isPort = /^\d{1,5}$/.test(values.port) && port <= 65_535
    return isPort ? { port, stateFile: values.state === undefined ? null : path.resolve(values.state) } : undefined
  } catch {
    return undefined
  }
}

async function start(options: { port: number; stateFile: string | null }): Promise<Practice> {
  try {
    return await startPractice(options)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) {
      throw error
    }
    console.error(
      `Port ${options.port} is in use. Stop what uses it, or choose another one: --port 0 takes a free one.`,
    )
    process.exit(1)
  }
}

await main()
