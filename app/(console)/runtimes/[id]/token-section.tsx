import {
  answerChallengeAction,
  refreshTokenAction,
  resetPasswordAction,
  signInUserAction,
  signOutUserAction,
} from '@/app/(console)/tokens/actions'
import { Section } from '@/components/layout/page'
import { ResetPassword } from '@/components/runtimes/reset-password'
import { TokenPanel } from '@/components/tokens/token-panel'
import { Disclosure } from '@/components/ui/disclosure'
import type { Actor } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { keptSignIn } from '@/lib/tokens/queries'

type TokenSectionProps = { actor: Actor; connection: Connection; runtime: RuntimeDetail; title?: string }

/** Getting an access token for a runtime whose users are in a Cognito pool. */
export async function TokenSection({ actor, connection, runtime, title = 'Token' }: TokenSectionProps) {
  const { id, inboundAuth } = runtime

  if (inboundAuth.type !== 'jwt' || inboundAuth.userPoolId === undefined) {
    return (
      <Section title={title}>
        <p className="max-w-2xl text-muted">
          Tokens for this runtime come from its own issuer, not from a Cognito user pool. Get one there.
        </p>
      </Section>
    )
  }
  const kept = await keptSignIn(actor, connection, id)
  const actions = {
    signIn: signInUserAction,
    answer: answerChallengeAction,
    refresh: refreshTokenAction,
    signOut: signOutUserAction,
  }

  return (
    <Section
      title={title}
      description={`Signs in to the user pool ${inboundAuth.userPoolId}. The password goes to Cognito and is kept nowhere.`}
    >
      <TokenPanel runtimeId={id} kept={kept} actions={actions} />
      {actor.canWrite ? (
        <Disclosure summary="The password is lost: set a new one">
          <ResetPassword runtimeId={id} userName={kept?.userName} action={resetPasswordAction} />
        </Disclosure>
      ) : null}
    </Section>
  )
}
