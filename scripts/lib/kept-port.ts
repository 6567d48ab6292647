import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { z } from 'zod'
import { writeFileDurablySync } from '@/lib/durable-file'

const port = z.coerce.number().int().min(1).max(65_535)

/** Beside the state of a practice account: the port that it had last, which pasted configurations and profiles name. */
function portFile(stateFile: string): string {
  return `${stateFile}.port`
}

/** The port that the account had last, else `first`. Where that one is taken: 0, for any free one, and which was taken. */
export async function keptPort(stateFile: string, first: number): Promise<{ port: number; taken?: number }> {
  const wanted = lastPort(stateFile) ?? first
  return wanted === 0 || (await isFree(wanted, '127.0.0.1')) ? { port: wanted } : { port: 0, taken: wanted }
}

/** Remembers where the account answers, for the next start. Throws the system's error. */
export function keepPort(stateFile: string, url: string): void {
  const text = new URL(url).port

  if (String(lastPort(stateFile)) !== text) {
    writeFileDurablySync(portFile(stateFile), `${text}\n`)
  }
}

/** Whatever else stands in the file counts as nothing. */
function lastPort(stateFile: string): number | undefined {
  try {
    return port.safeParse(readFileSync(portFile(stateFile), 'utf8').trim() || undefined).data
  } catch {
    return undefined
  }
}

export function isFree(number: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(number, host, () => probe.close(() => resolve(true)))
  })
}
