import { Status } from '@/components/ui/status'
import type { Claims, JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { verdictOf } from '@/lib/tokens/issuer/proposal'

const VERDICTS = {
  passes: { tone: 'success', label: 'This token would pass' },
  expired: { tone: 'warning', label: 'A fresh token like this would pass' },
  fails: { tone: 'danger', label: 'This token would not pass' },
  nothing: { tone: 'neutral', label: 'Nothing is required yet' },
} as const

/** What a runtime with these demands would make of the token; `at` in milliseconds. */
export function Verdict({ claims, authorizer, at }: { claims: Claims; authorizer: JwtAuthorizer; at: number }) {
  const { verdict, why } = verdictOf(claims, authorizer, at)

  return (
    <div role="status" className="flex flex-col gap-1">
      <Status {...VERDICTS[verdict]} />
      {why ? <p className="break-words text-muted">{why}</p> : null}
    </div>
  )
}
