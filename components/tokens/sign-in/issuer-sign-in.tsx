import { Command } from '@/components/clients/command'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import { SignInPanel } from '@/components/tokens/sign-in/sign-in-panel'
import type { Connection } from '@/lib/aws/connection'
import { loginLine } from '@/lib/bridge/call'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { signsInHere } from '@/lib/sign-ins/console/for-console'
import type { KeptView } from '@/lib/sign-ins/console/model'
import { keptView } from '@/lib/sign-ins/queries'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { hasSignInPage } from '@/lib/tokens/user-pool/sign-in-page'

type IssuerSignInProps = { connection: Connection; runtime: RuntimeDetail; authorizer: JwtAuthorizer }

/** Signing in at whichever issuer a runtime trusts: here by a button, elsewhere by the command. */
export async function IssuerSignIn({ connection, runtime, authorizer }: IssuerSignInProps) {
  const kept = await keptView({ runtimeArn: runtime.arn, discoveryUrl: authorizer.discoveryUrl })
  return kept.ok ? (
    <SignInWays {...{ connection, runtime, authorizer }} kept={kept.data} />
  ) : (
    <FailureNotice failure={kept.error} retry={<RefreshButton label="Try again" />} />
  )
}

type SignInWaysProps = IssuerSignInProps & { kept: KeptView | undefined }

/** The same where it was looked at already what is kept. */
export async function SignInWays({ connection, runtime, authorizer, kept }: SignInWaysProps) {
  const command = loginLine(connection, runtime)
  const isButton = (await signsInHere()) && (await hasSignInPage(connection, runtime.id, authorizer))
  const { allowedClients, userPoolId } = authorizer

  return isButton ? (
    <SignInPanel
      runtimeId={runtime.id}
      clients={userPoolId === undefined ? allowedClients : allowedClients.slice(0, 1)}
      isPool={userPoolId !== undefined}
      kept={kept}
    />
  ) : kept ? (
    <p className="text-muted">
      Signed in as {kept.userName || 'a program'}. The bridge renews the token until the issuer ends the sign-in.
    </p>
  ) : (
    <>
      <p className="text-muted">
        Once, in a terminal. It asks for who you are; from then on the bridge renews the token.
      </p>
      <Command command={command} />
    </>
  )
}
