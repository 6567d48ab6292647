import 'server-only'
import { type ChildProcess, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { externalDataInterceptor } from '@smithy/core/config'
import { env } from '@/lib/env'

/**
 * Gives the `credential_process` of a profile the time of one request. The SDK runs it without an end, and looks for the function that
 * does so where its `externalDataInterceptor` keeps what stands in for files and programs.
 */
export function endCredentialProcesses(): void {
  externalDataInterceptor.getTokenRecord().exec = Object.assign(() => undefined, { [promisify.custom]: runToEnd })
}

/** What a command prints. Rejects when it fails or takes too long; then it is killed, with what it has started. */
async function runToEnd(command: string): Promise<{ stdout: string }> {
  const limitMs = env().SLIPWAY_AWS_TIMEOUT_MS
  // In a group of its own it can be killed as a whole, but has no terminal, where it may want to ask for a code.
  const isGroup = !process.stdin.isTTY && process.platform !== 'win32'
  const child = spawn(command, { shell: true, detached: isGroup, stdio: ['ignore', 'pipe', 'pipe'] })
  let isTooSlow = false
  const timer = setTimeout(() => {
    isTooSlow = true
    end(child, isGroup)
  }, limitMs)

  try {
    const exit = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve))
    const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)])

    if (code !== 0) {
      throw new Error(`Command failed: ${command}\n${stderr}`)
    }
    return { stdout }
  } catch (error) {
    throw isTooSlow
      ? new Error(`credential_process did not finish its answer within ${limitMs / 1000} seconds.`)
      : error
  } finally {
    clearTimeout(timer)
  }
}

function end(child: ChildProcess, isGroup: boolean): void {
  child.stdout?.destroy()
  child.stderr?.destroy()

  if (!isGroup || child.pid === undefined) {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
