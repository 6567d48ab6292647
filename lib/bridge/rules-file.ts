import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { dropDrafts, writeFileDurablySync } from '@/lib/durable-file'
import { parseJson } from '@/lib/json'
import type { GuardRule } from '@/lib/mcp/guard/decide'
import { AppError } from '@/lib/result'

const rule = z.strictObject({
  effect: z.enum(['allow', 'deny']),
  action: z.string().min(1).max(256),
  regions: z.array(z.string().max(64)).optional(),
  account: z.string().max(12).optional(),
  until: z.number().optional(),
})
const rulesOfName = z.record(z.string(), z.array(rule))

/**
 * The rules that somebody made for a server, by its name. Throws an AppError when the file is there and can't be trusted or
 * understood: what it denies must not be lost on the way.
 */
export function readRules(name: string): GuardRule[] {
  return readAll()[name] ?? []
}

/** Adds a rule, and drops those whose time is over. */
export function addRule(name: string, added: GuardRule, now: number): void {
  const file = rulesFile()
  const all = readAll()
  const kept = (all[name] ?? []).filter(({ until }) => until === undefined || now < until)
  dropDrafts(file)
  writeFileDurablySync(file, `${JSON.stringify({ ...all, [name]: [...kept, added] }, null, 2)}\n`)
}

function readAll(): Record<string, GuardRule[]> {
  const file = rulesFile()
  const text = textOf(file)

  if (text === undefined) {
    return {}
  }
  if ((statSync(file).mode & 0o022) !== 0 && process.platform !== 'win32') {
    throw unusable(file, 'others may write to it')
  }
  const parsed = rulesOfName.safeParse(parseJson(text))

  if (!parsed.success) {
    throw unusable(file, 'it is not what Slipway wrote')
  }
  return parsed.data as Record<string, GuardRule[]>
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined
    }
    throw unusable(file, 'it can’t be read')
  }
}

function unusable(file: string, why: string): AppError {
  return new AppError({
    code: 'conflict',
    message: `The guard’s rules in ${file} don’t count: ${why}.`,
    remedy: 'Mend the file, or remove it and add the rules anew.',
  })
}

function rulesFile(): string {
  return path.join(stateDirectory(), 'guard', 'rules.json')
}
