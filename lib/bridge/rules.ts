import 'server-only'
import { readRules } from '@/lib/bridge/rules-file'
import type { GuardRule } from '@/lib/mcp/guard/decide'
import { AppError, fail, ok, type Result } from '@/lib/result'

/** The rules of a server that count at a moment (ms since 1970). Fails where the file can’t be trusted. */
export function rulesNow(name: string, now: number): Result<GuardRule[]> {
  try {
    return ok(readRules(name).filter(({ until }) => until === undefined || now < until))
  } catch (error) {
    if (error instanceof AppError) {
      return fail(error.failure)
    }
    throw error
  }
}
