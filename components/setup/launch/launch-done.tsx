'use client'

import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { useWhenLeft } from '@/components/layout/use-when-left'
import type { Launch } from '@/components/setup/launch/launch-machine'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { OneTimeSecret } from '@/lib/deployments/model'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { routes } from '@/lib/routes'

/** The end of a launch: what is shown only now, and what comes next. */
export function LaunchDone({ launch, spec }: { launch: Launch; spec: DeploymentSpec }) {
  const runtimeId = runtimeIdOf(launch)
  const isNews = launch.phase === 'done'
  const makesUser = spec.inboundAuth.type === 'jwt' && spec.inboundAuth.userPool.mode === 'create'

  return (
    <div className="flex flex-col gap-4">
      {launch.secret ? <SecretOnce secret={launch.secret} /> : null}
      {makesUser && !launch.secret ? (
        <Notice
          tone="info"
          title="The user has its password already"
          actions={
            <ButtonLink size="sm" href={runtimeId ? routes.userPoolSettings(runtimeId) : routes.tokens()}>
              Set a new password
            </ButtonLink>
          }
        >
          <p>It was shown once, when it was made, and nobody keeps it. If you did not copy it, set a new one.</p>
        </Notice>
      ) : null}
      <Notice tone="success" title={isNews ? `${spec.name} is ready` : `${spec.name} is up, as you described it`}>
        <p>
          Connect your assistant, then test the connection. The first call starts the container and takes a few seconds.
        </p>
      </Notice>
    </div>
  )
}

/** The three next steps. */
export function DoneLinks({ launch }: { launch: Launch }) {
  const runtimeId = runtimeIdOf(launch)

  return runtimeId ? (
    <>
      <ButtonLink href={routes.runtimeTab(runtimeId, 'logs')}>Read the logs</ButtonLink>
      <ButtonLink href={routes.runtime(runtimeId)}>Test the connection</ButtonLink>
      <ButtonLink variant="primary" href={routes.runtimeTab(runtimeId, 'connect')}>
        Connect a client
      </ButtonLink>
    </>
  ) : (
    <ButtonLink href={routes.runtimes()}>See your runtimes</ButtonLink>
  )
}

/** The runtime's id is the last part of its ARN, which the last plan names. */
function runtimeIdOf({ plan }: Launch): string | undefined {
  const runtime = plan.changes.find(({ kind }) => kind === 'runtime')
  return runtime?.name.startsWith('arn:') ? runtime.name.split('/').at(-1) : undefined
}

/** Shows a generated password once. It leaves the page when the page is hidden, because hidden routes stay in memory. */
function SecretOnce({ secret }: { secret: OneTimeSecret }) {
  const [isShown, setIsShown] = useState(true)

  useWhenLeft(() => setIsShown(false))

  if (!isShown) {
    return null
  }
  return (
    <Notice tone="warning" title="Copy the password now. It is shown only this once and kept nowhere.">
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
        <dt className="text-muted">User name</dt>
        <dd className="break-all font-mono">{secret.userName}</dd>
        <dt className="text-muted">Password</dt>
        <dd className="flex items-center gap-2 break-all font-mono">
          {secret.password}
          <CopyButton value={secret.password} label="password" />
        </dd>
      </dl>
    </Notice>
  )
}
