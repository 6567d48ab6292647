import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { dropDrafts, writeFileDurablySync } from '@/lib/durable-file'
import { canonicalJson } from '@/lib/format/diff'
import { parseJson } from '@/lib/json'
import type { GuardRule } from '@/lib/mcp/guard/decide'
import { AppError } from '@/lib/result'

/** An IAM action with wildcards, or all. */
export const RULE_ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/

/** A rule as the file has it, and as a page sends it back. */
export const guardRule = z.strictObject({
  effect: z.enum(['allow', 'deny']),
  action: z.string().min(1).max(256),
  regions: z.array(z.string().max(64)).optional(),
  account: z.string().max(12).optional(),
  until: z.number().optional(),
})
const rulesOfName = z.record(z.string(), z.array(guardRule))

/**
 * The rules that somebody made for a server, by its name. Throws an AppError when the file is there and can't be trusted or
 * understood: what it denies must not be lost on the way.
 */
export function readRules(name: string): GuardRule[] {
  const all = readAll()
  return Object.hasOwn(all, name) ? (all[name] ?? []) : []
}

/** Adds a rule, and drops those whose time is over. */
export function addRule(name: string, added: GuardRule, now: number): void {
  const all = readAll()
  const kept = (all[name] ?? []).filter(({ until }) => until === undefined || now < until)
  writeAll({ ...all, [name]: [...kept, added] })
}

/** Takes away a rule that says exactly this; false when there is none, as after somebody else removed it. */
export function removeRule(name: string, removed: GuardRule): boolean {
  const all = readAll()
  const rules = all[name] ?? []
  const kept = rules.filter((each) => canonicalJson(each) !== canonicalJson(removed))
  if (kept.length === rules.length) {
    return false
  }
  writeAll({ ...all, [name]: kept })
  return true
}

function writeAll(all: Record<string, GuardRule[]>): void {
  const file = rulesFile()
  dropDrafts(file)
  writeFileDurablySync(file, `${JSON.stringify(all, null, 2)}\n`)
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
