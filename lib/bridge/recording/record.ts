import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { STEERING } from '@/lib/bridge/recording/steering'
import { makeFolderSync } from '@/lib/durable-file'
import { parseJson } from '@/lib/json'
import { redact } from '@/lib/log'
import { COMMAND_CLASSES } from '@/lib/mcp/guard/model'

const DAY_MS = 24 * 60 * 60 * 1000
const LIMITS = { bytes: 5 * 1024 * 1024, files: 5, days: 90 }
const MAX_ARGUMENTS = 4000
/** Some hundred entries. */
const TAIL_BYTES = 64 * 1024

const entry = z.object({
  /** ISO 8601, when the call came. */
  at: z.string(),
  client: z.string(),
  /** ARN of the runtime: runtimes of other accounts may have the same name. Left out by earlier versions. */
  runtime: z.string().optional(),
  session: z.string().optional(),
  method: z.string(),
  tool: z.string().optional(),
  class: z.enum(COMMAND_CLASSES).optional(),
  /** IAM actions that the call takes, as far as they are known: what it was, without what it was about. */
  actions: z.array(z.string()).optional(),
  /** What the guard made of it. */
  verdict: z.enum(['allow', 'deny', 'asked: yes', 'asked: no']).optional(),
  /** `answered`, `failed` when the server's tool says so, `error` for a protocol error, `not sent` by the guard, `cancelled`, or why there was no answer. */
  outcome: z.string(),
  ms: z.number(),
  /** Of the answer, as JSON. */
  bytes: z.number(),
  tries: z.number(),
  /** How the answer tries to steer its reader; left out where it does not. */
  steering: z.array(z.enum(STEERING)).optional(),
  /** AWS's ids of the requests that the answer names: CloudTrail has the same. */
  requests: z.array(z.string()).optional(),
  /** Only where it was asked for; secrets are gone. */
  arguments: z.string().optional(),
})

export type RecordEntry = z.infer<typeof entry>

/** Appends to the record of a server: one JSON object a line, for its owner only, rotated by size, and gone after 90 days. */
export function recorder(name: string, now: () => number = Date.now, limits = LIMITS): (made: RecordEntry) => void {
  const file = fileOf(name)
  dropOld(name, now(), limits.days)

  return (made) => {
    makeFolderSync(path.dirname(file))
    if (sizeOf(file) > limits.bytes) {
      rotate(file, limits.files)
    }
    appendFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  }
}

/** Names of the servers that something is recorded of. */
export function recordedNames(): string[] {
  const names = namesIn(path.dirname(fileOf('any'))).flatMap((file) => /^(.+?)(?:\.\d+)?\.jsonl$/.exec(file)?.[1] ?? [])
  return [...new Set(names)].sort()
}

/** Arguments of a call as text without what looks like a secret. */
export function redactedArguments(value: unknown): string {
  // Each text by itself first: the quotes of JSON would hide where a secret in quotes ends.
  const clean = JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? redact(each) : each))
  return redact(clean ?? '').slice(0, MAX_ARGUMENTS)
}

/** The entries since a moment (ms since 1970), oldest first. Lines that a crash cut short are left out. */
export function readRecord(name: string, since: number): RecordEntry[] {
  return entriesOf(filesOf(name).map((file) => readFileSync(file, 'utf8'))).filter(({ at }) => Date.parse(at) >= since)
}

/** The last few hundred entries, oldest first: cheap enough to be asked every few seconds. */
export function readNewest(name: string): RecordEntry[] {
  return entriesOf(filesOf(name).slice(-2).map(tailOf))
}

function entriesOf(texts: string[]): RecordEntry[] {
  return texts
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => {
      const parsed = entry.safeParse(parseJson(line))
      return parsed.success ? [parsed.data] : []
    })
}

/** The line that the tail begins with is cut short, and read as none. */
function tailOf(file: string): string {
  const length = Math.min(sizeOf(file), TAIL_BYTES)
  const bytes = Buffer.alloc(length)
  const handle = openSync(file, 'r')

  try {
    const read = readSync(handle, bytes, 0, length, Math.max(0, sizeOf(file) - length))
    return bytes.toString('utf8', 0, read)
  } finally {
    closeSync(handle)
  }
}

/** `NAME.jsonl` is the newest, `NAME.1.jsonl` the one before. */
function rotate(file: string, most: number): void {
  const numbered = (number: number) => (number === 0 ? file : file.replace(/\.jsonl$/, `.${number}.jsonl`))
  rmSync(numbered(most - 1), { force: true })

  for (let number = most - 2; number >= 0; number -= 1) {
    if (sizeOf(numbered(number)) > 0) {
      renameSync(numbered(number), numbered(number + 1))
    }
  }
}

function dropOld(name: string, now: number, days: number): void {
  for (const file of filesOf(name)) {
    if (now - statSync(file).mtimeMs > days * DAY_MS) {
      rmSync(file, { force: true })
    }
  }
}

/** Oldest first. */
function filesOf(name: string): string[] {
  const folder = path.dirname(fileOf(name))
  const own = new RegExp(`^${path.basename(fileOf(name), '.jsonl').replaceAll('.', '\\.')}(?:\\.(\\d+))?\\.jsonl$`)
  const numbers = namesIn(folder).flatMap((each) => {
    const [, number = '0'] = own.exec(each) ?? []
    return own.test(each) ? [{ file: path.join(folder, each), number: Number(number) }] : []
  })
  return numbers.toSorted((one, other) => other.number - one.number).map(({ file }) => file)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function fileOf(name: string): string {
  return path.join(stateDirectory(), 'record', `${name.replace(/[^\w-]/g, '_')}.jsonl`)
}
