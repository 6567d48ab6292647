import { STATUS_TOOL } from '@/lib/bridge/standby'
import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { DOCTOR } from '@/lib/bridge/recording/calls'
import type { CommandLine } from '@/lib/clients/merge/command-options'
import type { Check } from '@/lib/install/doctor/model'
import { redact } from '@/lib/log'
import { readCallerIdentity } from '@/lib/mcp/tester/call-result'
import { isAlive } from '@/lib/processes'

/** The program is ended after this, whatever it does. */
const LIMIT_MS = 55_000
const LEAVING_MS = 5_000
const MOST_WORDS = 600

type Start = { line: CommandLine; variables: Record<string, string>; folder: string; limitMs?: number }

const ABOUT = { id: 'call', title: 'A call' }

/** Starts the very command of an entry as its client would, lists the tools and makes a call that changes nothing. */
export async function callCheck({ line, variables, folder, limitMs = LIMIT_MS }: Start): Promise<Check> {
  const transport = new StdioClientTransport({
    ...{ command: line.command, args: line.args, env: variables, cwd: folder, stderr: 'pipe' },
  })
  const said = lastWords(transport)
  const client = new Client({ name: DOCTOR, version: '1.0.0' })
  const began = Date.now()
  const timeLeft = () => ({ timeout: Math.max(began + limitMs - Date.now(), 1) })

  try {
    await client.connect(transport, timeLeft())
    const { tools } = await client.listTools({}, timeLeft())
    const absent = tools.find(({ name }) => name === STATUS_TOOL)
    if (absent) {
      throw new Error(absent.description?.replace(/\nCall this to try again\.$/, ''))
    }
    return await harmlessCall(
      client,
      tools.map(({ name }) => name),
      timeLeft,
    )
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // A program that answers says what is wrong there; one that ends or hangs says it on standard error, if at all.
    const words = /closed|timed out/i.test(message) ? [message, said()].filter((each) => each !== '') : [message]
    return {
      ...{ ...ABOUT, state: 'failed', detail: shown(words.join('. ')) },
      remedy: 'Mend what it says. Started in a terminal, the command of the entry says all of it.',
    }
  } finally {
    await end(client, transport)
  }
}

async function harmlessCall(client: Client, tools: string[], timeLeft: () => { timeout: number }): Promise<Check> {
  const listed = `The server listed ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}`

  if (!tools.includes('call_aws')) {
    return { ...ABOUT, state: 'ok', detail: `${listed}. None is known to change nothing, so none was called.` }
  }
  const request = { name: 'call_aws', arguments: { cli_command: 'aws sts get-caller-identity' } }
  const outcome = readCallerIdentity(await client.callTool(request, timeLeft()))
  return outcome.ok
    ? { ...ABOUT, state: 'ok', detail: `${listed}, and commands run as ${outcome.identity.arn}.` }
    : {
        ...{ ...ABOUT, state: 'failed', detail: shown(`${listed}, and a call failed: ${outcome.raw}`) },
        ...{ remedy: 'See what it means:', command: 'npm run slipway -- explain' },
      }
}

/** The end of what the program wrote to standard error: most say there why they don't start. */
function lastWords(transport: StdioClientTransport): () => string {
  let text = ''
  transport.stderr?.on('data', (chunk: Buffer) => {
    text = `${text}${chunk}`.slice(-4 * MOST_WORDS)
  })
  return () => text.trim().split('\n').slice(-3).join(' ')
}

/** No secret, and not more than a person reads. */
function shown(text: string): string {
  const words = redact(text)
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words
}

/** No child outlives the check. */
async function end(client: Client, transport: StdioClientTransport): Promise<void> {
  const { pid } = transport
  const closing = Promise.allSettled([client.close(), transport.close()])
  await Promise.race([closing, sleep(LEAVING_MS)])

  if (pid !== null && isAlive(pid)) {
    process.kill(pid, 'SIGKILL')
  }
}
