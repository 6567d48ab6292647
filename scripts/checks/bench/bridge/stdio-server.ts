import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export type StdioCommand = { command: string; args: string[]; env: Record<string, string> }

export const WHO = { name: 'call_aws', arguments: { cli_command: 'aws sts get-caller-identity' } }

const INITIALIZE = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } }
const START_MS = 120_000

/** An MCP server on stdio, spoken to without a client library, so that what is measured is the server. */
export class StdioServer {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #waiting = new Map<number, (answer: Record<string, unknown>) => void>()
  #next = 1

  constructor({ command, args, env }: StdioCommand) {
    this.#child = spawn(command, args, { env: { NODE_ENV: 'production', ...env } })
    this.#child.stderr.resume()
    createInterface({ input: this.#child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      const message = JSON.parse(line) as Record<string, unknown>
      this.#waiting.get(message.id as number)?.(message)
    })
  }

  /** The result of a request. Throws for an error, and when nothing comes. */
  async ask(method: string, params: unknown): Promise<Record<string, unknown>> {
    const id = this.#next++
    const answered = new Promise<Record<string, unknown>>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method} has no answer`)), START_MS)
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer)
        resolve(answer)
      })
    })
    this.#send({ jsonrpc: '2.0', id, method, params })
    const { result, error } = await answered
    if (error !== undefined) {
      throw new Error(JSON.stringify(error))
    }
    return result as Record<string, unknown>
  }

  async open(): Promise<void> {
    await this.ask('initialize', INITIALIZE)
    this.#send({ jsonrpc: '2.0', method: 'notifications/initialized' })
  }

  /** Milliseconds until the answer of a call that has to name the identity. */
  async timedCall(call: unknown = WHO, wanted = 'assumed-role'): Promise<number> {
    const started = performance.now()
    const result = await this.ask('tools/call', call)
    const ms = performance.now() - started

    if (!JSON.stringify(result).includes(wanted)) {
      throw new Error(`not the answer: ${JSON.stringify(result).slice(0, 300)}`)
    }
    return ms
  }

  /** Bytes that it and all that it started have in memory. */
  residentBytes(): number {
    return familyOf(this.#child.pid ?? 0).reduce((sum, pid) => sum + residentBytes(pid), 0)
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.stdin.end()
    const timer = setTimeout(() => this.#child.kill('SIGTERM'), 5000)
    await ended
    clearTimeout(timer)
  }

  #send(message: unknown): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`)
  }
}

function familyOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid)
  return [pid, ...children.flatMap(familyOf)]
}

function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`)
  return stat === '' ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`)) ?? []
  return Number(kilobytes) * 1024
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
