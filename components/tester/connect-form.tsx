import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { useClearedWhenHidden } from '@/components/runtimes/use-cleared-when-hidden'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { tokenHint } from '@/lib/mcp/token-hint'
import type { Failure } from '@/lib/result'
import type { InboundAuth } from '@/lib/runtimes/model'
import { checkClaims, decodeClaims, type JwtAuthorizer } from '@/lib/tokens/claims/claims'

type ConnectFormProps = {
  auth: InboundAuth
  hasSignIn: boolean
  isOpening: boolean
  failure: Failure | undefined
  onOpen: (token?: string) => void
}

export function ConnectForm({ auth, hasSignIn, isOpening, failure, onOpen }: ConnectFormProps) {
  const [token, setToken] = useClearedWhenHidden('')

  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onOpen(token)
      }}
    >
      {auth.type === 'jwt' ? (
        <div className="min-w-0 flex-1 basis-72">
          <Field
            label="Access token"
            name="token"
            required={!hasSignIn}
            errors={failure?.fields?.token}
            hint={tokenHint(auth, hasSignIn)}
          >
            <TextInput
              name="token"
              type="password"
              mono
              value={token ?? ''}
              onChange={(event) => setToken(event.target.value)}
            />
          </Field>
          <Doubts token={token ?? ''} authorizer={auth} />
        </div>
      ) : (
        <p className="text-muted">Signs each request with the AWS credentials of this connection.</p>
      )}
      <Button type="submit" variant="primary" pending={isOpening}>
        {isOpening ? 'Opening…' : 'Open a session'}
      </Button>
    </form>
  )
}

/** What the authorizer will refuse, before anything is sent. */
function Doubts({ token, authorizer }: { token: string; authorizer: JwtAuthorizer }) {
  const claims = decodeClaims(token.trim())
  const failed = claims ? checkClaims(claims, authorizer, Date.now()).filter(({ verdict }) => verdict === 'failed') : []

  return (
    <div role="status" className="flex flex-col gap-1 pt-2 empty:hidden">
      {failed.map(({ claim, why }) => (
        <Status key={claim} tone="warning" label={`${claim}: ${why}`} />
      ))}
    </div>
  )
}
