import { createHash } from 'node:crypto'
import { invalid } from '@/lib/practice/agentcore/errors'
import { agentCoreStore } from '@/lib/practice/agentcore/store'
import type { Call } from '@/lib/practice/wire/service'

const KEPT_MS = 24 * 3_600_000

/**
 * Runs a creation once for a client token, and answers its subject (an id, a version) again when the token comes back. The
 * same token with other parameters is refused. What failed may be tried again.
 */
export function onceForToken(
  call: Call,
  { clientToken, ...input }: { clientToken?: string | undefined },
  run: () => string,
): string {
  if (clientToken === undefined) {
    return run()
  }
  const now = call.now()
  const { tokens } = agentCoreStore(call.state, now)
  const key = `${call.operation}/${call.region}/${clientToken}`
  const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest('hex')

  for (const [name, { at }] of Object.entries(tokens)) {
    if (at + KEPT_MS < now) {
      delete tokens[name]
    }
  }
  const known = Object.hasOwn(tokens, key) ? tokens[key] : undefined

  if (known && known.fingerprint !== fingerprint) {
    throw invalid(
      'The client token was already used with different request parameters.',
      'IdempotentParameterMismatchException',
    )
  }
  const subject = known?.subject ?? run()
  tokens[key] = { fingerprint, subject, at: known?.at ?? now }
  return subject
}
