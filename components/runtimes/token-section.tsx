import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { IssuerCheck } from '@/components/tokens/issuer-check'
import { PastedToken } from '@/components/tokens/pasted-token'
import { IssuerSignIn } from '@/components/tokens/sign-in/issuer-sign-in'
import { TokenCommands } from '@/components/tokens/token-commands'
import { TokenPanel } from '@/components/tokens/token-panel'
import { ButtonLink } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { Actor } from '@/lib/auth/actor'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import type { InboundAuth, RuntimeDetail } from '@/lib/runtimes/model'
import { keptSignIn } from '@/lib/tokens/queries'
import { tokenCommands } from '@/lib/tokens/sign-in/commands'
import { onlyUserName } from '@/lib/tokens/user-pool/only-user'

type TokenSectionProps = {
  actor: Actor
  connection: Connection
  runtime: RuntimeDetail
  title?: string
  anchor?: string
  /** False where the page has the button already. */
  withSignIn?: boolean
}

/** Getting an access token for a runtime, and checking one against its authorizer. */
export function TokenSection({ title = 'Token', anchor, withSignIn = true, ...props }: TokenSectionProps) {
  const { id, inboundAuth } = props.runtime

  if (inboundAuth.type !== 'jwt') {
    return null
  }
  const { userPoolId } = inboundAuth
  const checks = (
    <>
      <IssuerCheck runtimeId={id} authorizer={inboundAuth} />
      <PastedToken authorizer={inboundAuth} />
    </>
  )

  return userPoolId === undefined ? (
    <Section
      {...(anchor ? { id: anchor } : {})}
      title={title}
      description="Tokens for this runtime come from its own issuer, not from a Cognito user pool. Sign in there once for the bridge, or get a token, and check it here."
    >
      {withSignIn ? (
        <Suspense fallback={<Skeleton className="h-24" />}>
          <IssuerSignIn connection={props.connection} runtime={props.runtime} authorizer={inboundAuth} />
        </Suspense>
      ) : null}
      {checks}
    </Section>
  ) : (
    <Section
      {...(anchor ? { id: anchor } : {})}
      title={title}
      description={`Signs in to the user pool ${userPoolId} with ${clientText(clientsOf(inboundAuth))}. The password goes to Cognito and is kept nowhere.`}
      actions={
        <ButtonLink size="sm" href={routes.userPoolSettings(id)}>
          User pool settings
        </ButtonLink>
      }
    >
      <Suspense fallback={<Skeleton className="h-24" />}>
        <CognitoToken {...props} userPoolId={userPoolId} />
      </Suspense>
      {checks}
    </Section>
  )
}

type CognitoTokenProps = Omit<TokenSectionProps, 'title' | 'anchor'> & { userPoolId: string }

async function CognitoToken({ actor, connection, runtime, userPoolId }: CognitoTokenProps) {
  const { id, arn, name, invocationUrl: url, inboundAuth } = runtime
  const kept = await keptSignIn(actor, connection, id)
  const onlyUser = kept ? undefined : await onlyUserName(connection, userPoolId)
  const commands = tokenCommands({
    ...{ arn, name, url, userName: kept?.userName ?? onlyUser ?? 'USER' },
    directory: process.cwd(),
    connectionKey: connectionKey(connection),
  })

  return (
    <>
      <TokenPanel runtimeId={id} clients={clientsOf(inboundAuth)} kept={kept} onlyUser={onlyUser} />
      <TokenCommands commands={commands} isPractice={connection.source.type === 'practice'} />
    </>
  )
}

function clientsOf(auth: InboundAuth): string[] {
  return auth.type === 'jwt' ? [...new Set([...auth.allowedClients, ...auth.allowedAudience])] : []
}

function clientText([first = 'of the runtime', ...more]: string[]): string {
  return more.length === 0 ? `the app client ${first}` : `one of ${more.length + 1} app clients`
}
