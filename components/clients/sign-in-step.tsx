import Link from 'next/link'
import { Suspense } from 'react'
import { Step } from '@/components/clients/step'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import { SignInWays } from '@/components/tokens/sign-in/issuer-sign-in'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import type { Connection } from '@/lib/aws/connection'
import type { Choice } from '@/lib/clients/choice'
import { callerIdentity } from '@/lib/connections/identity'
import { connectionName } from '@/lib/connections/names'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { keptView } from '@/lib/sign-ins/queries'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'

type SignInStepProps = { connection: Connection; runtime: RuntimeDetail; choice: Choice; isLocal: boolean }

/** Who calls, in the end: nobody has to sign in twice, whatever the runtime asks for. */
export function SignInStep({ connection, runtime, choice, isLocal }: SignInStepProps) {
  if (choice.server === 'managed-oauth') {
    return (
      <Step number={1} title="Sign in">
        <p className="text-muted">The client opens AWS’s own sign-in in your browser when it first connects.</p>
      </Step>
    )
  }
  if (choice.server === 'managed' || runtime.inboundAuth.type === 'sigv4') {
    return <SignedStep connection={connection} isLocal={isLocal} />
  }
  return choice.launcher === 'slipway' ? (
    <Suspense
      fallback={
        <Step number={1} title="Sign in">
          <Skeleton className="h-10 w-80 max-w-full sm:h-5" />
        </Step>
      }
    >
      <KeptStep connection={connection} runtime={runtime} authorizer={runtime.inboundAuth} />
    </Suspense>
  ) : (
    <Step number={1} title="Sign in">
      <p className="text-muted">
        The client sends an access token, which ends after a while.{' '}
        <Link className="text-accent underline underline-offset-4" href={routes.runtimeToken(runtime.id)}>
          Get a token
        </Link>
      </p>
    </Step>
  )
}

/** The sign-in that the bridge renews its tokens with, of whichever issuer. */
async function KeptStep(props: Pick<SignInStepProps, 'connection' | 'runtime'> & { authorizer: JwtAuthorizer }) {
  const { runtime, authorizer } = props
  const kept = await keptView({ runtimeArn: runtime.arn, discoveryUrl: authorizer.discoveryUrl })

  if (!kept.ok) {
    return (
      <Step number={1} title="Sign in" state={<Status tone="warning" label="The sign-in can’t be read" />}>
        <FailureNotice failure={kept.error} retry={<RefreshButton label="Try again" />} />
      </Step>
    )
  }
  return (
    <Step
      number={1}
      title="Sign in"
      state={
        kept.data ? (
          <Status tone="success" label="Signed in" />
        ) : (
          <Status tone="warning" label="Nobody is signed in yet" />
        )
      }
    >
      <SignInWays {...props} kept={kept.data} />
    </Step>
  )
}

/** The same credentials as this page's when the client runs here; elsewhere, nobody here can know. */
function SignedStep({ connection, isLocal }: Pick<SignInStepProps, 'connection' | 'isLocal'>) {
  return isLocal ? (
    <Suspense
      fallback={
        <Step number={1} title="Sign in">
          <Skeleton className="h-10 w-80 max-w-full sm:h-5" />
        </Step>
      }
    >
      <SignedAs connection={connection} />
    </Suspense>
  ) : (
    <Step number={1} title="Sign in">
      <p className="text-muted">AWS credentials on the computer of the client sign each request.</p>
    </Step>
  )
}

async function SignedAs({ connection }: { connection: Connection }) {
  const identity = await callerIdentity(connection)
  const source =
    connection.source.type === 'profile' ? `the profile ${connection.source.profile}` : SOURCES[connection.source.type]

  return identity.ok ? (
    <Step number={1} title="Sign in" state={<Status tone="success" label="Signed in" />}>
      <p className="text-muted">
        Each request is signed with {source}, as <span className="break-all">{identity.data.principal}</span> of account{' '}
        {identity.data.accountId}.
      </p>
    </Step>
  ) : (
    <Step
      number={1}
      title="Sign in"
      state={<Status tone="warning" label={`${connectionName(connection)} can’t sign`} />}
    >
      <FailureNotice failure={identity.error} retry={<RefreshButton label="Try again" />} />
    </Step>
  )
}

const SOURCES = { practice: 'the practice account’s keys', chain: 'your default credentials' }
