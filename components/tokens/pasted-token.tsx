'use client'

import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { useClearedWhenHidden } from '@/components/runtimes/use-cleared-when-hidden'
import { ClaimTable } from '@/components/tokens/claim-table'
import { Disclosure } from '@/components/ui/disclosure'
import { claimFacts } from '@/lib/tokens/claims/claim-facts'
import { checkClaims, decodeClaims, type JwtAuthorizer } from '@/lib/tokens/claims/claims'

/** Any token against the runtime's authorizer. It is read in the browser and sent nowhere. */
export function PastedToken({ authorizer }: { authorizer: JwtAuthorizer }) {
  const [text, setText] = useClearedWhenHidden('')
  const token = text?.trim().replace(/^Bearer\s+/i, '') ?? ''
  const claims = token === '' ? undefined : decodeClaims(token)
  const checks = claims ? checkClaims(claims, authorizer, Date.now()) : []

  return (
    <Disclosure summary="Check a token">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="max-w-2xl">
          <Field
            label="Token"
            name="pasted"
            required
            errors={token !== '' && !claims ? ['This is not a JWT: three parts, joined by dots.'] : []}
            hint="Read in this browser and sent nowhere. Its signature is not checked here."
          >
            <TextInput
              name="pasted"
              type="password"
              mono
              value={text ?? ''}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
        </div>
        {claims ? (
          <ClaimTable
            checks={checks}
            facts={claimFacts(
              claims,
              checks.map(({ claim }) => claim),
            )}
          />
        ) : null}
      </div>
    </Disclosure>
  )
}
