'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { addRule, guardRule, RULE_ACTION, removeRule } from '@/lib/bridge/rules-file'
import { parseJson } from '@/lib/json'
import type { GuardRule } from '@/lib/mcp/guard/decide'
import { doubtOf } from '@/lib/mcp/guard/known-action'
import { fail, ok } from '@/lib/result'

const WHILE_MS = 15 * 60_000

const serverName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,99}$/)
const action = z.string().trim().max(256).regex(RULE_ACTION, 'Write an IAM action, such as ec2:StopInstances.')
const rule = z
  .string()
  .max(2000)
  .transform((text): unknown => parseJson(text))
  .pipe(guardRule)

/** Lets the guard of the bridges on this computer pass an action of a server for 15 minutes. */
export const allowForAWhileAction = formAction({
  input: z.strictObject({ name: serverName, action }),
  run: async (_context, { name, action: allowed }) => {
    const now = Date.now()
    addRule(name, { effect: 'allow', action: allowed, until: now + WHILE_MS }, now)
    refresh()
    return ok({ action: allowed, doubt: await doubtOf(allowed) })
  },
})

/** Takes a rule of the guard away; the mode decides again from the next call on. */
export const removeRuleAction = formAction({
  input: z.strictObject({ name: serverName, rule }),
  run: async (_context, { name, rule: removed }) => {
    if (!removeRule(name, removed as GuardRule)) {
      return fail({
        code: 'not-found',
        message: 'This rule is not there any more.',
        remedy: 'Reload the page to see the rules that count now.',
      })
    }
    refresh()
    return ok({})
  },
})
