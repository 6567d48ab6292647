'use client'

import { Notice } from '@/components/feedback/notice'
import type { Launch } from '@/components/setup/launch-machine'
import { SecretOnce } from '@/components/setup/secret-once'
import { ButtonLink } from '@/components/ui/button'
import type { DeploymentSpec } from '@/lib/deployments/schema'
import { routes } from '@/lib/routes'

/** The end of a launch, and the three next steps. */
export function LaunchDone({ launch, spec }: { launch: Launch; spec: DeploymentSpec }) {
  const runtimeId = runtimeIdOf(launch)
  const makesUser = spec.inboundAuth.type === 'jwt' && spec.inboundAuth.userPool.mode === 'create'

  return (
    <div className="flex flex-col gap-4">
      {launch.secret ? <SecretOnce secret={launch.secret} /> : null}
      {makesUser && !launch.secret ? (
        <Notice tone="info" title="The user has its password already">
          <p>It was shown when it was made. If it is lost, set a new one on the Tokens page.</p>
        </Notice>
      ) : null}
      <Notice
        tone="success"
        title={`${spec.name} is ready`}
        actions={
          runtimeId ? (
            <>
              <ButtonLink variant="primary" href={routes.runtimeTab(runtimeId, 'connect')}>
                Connect a client
              </ButtonLink>
              <ButtonLink href={routes.runtime(runtimeId)}>Test the connection</ButtonLink>
              <ButtonLink href={routes.runtimeTab(runtimeId, 'logs')}>Read the logs</ButtonLink>
            </>
          ) : (
            <ButtonLink href={routes.runtimes()}>See your runtimes</ButtonLink>
          )
        }
      >
        <p>
          Connect your assistant, then test the connection. The first call starts the container and takes a few seconds.
        </p>
      </Notice>
    </div>
  )
}

/** The runtime's id is the last part of its ARN, which the last plan names. */
function runtimeIdOf({ plan }: Launch): string | undefined {
  const runtime = plan.changes.find(({ kind }) => kind === 'runtime')
  return runtime?.name.startsWith('arn:') ? runtime.name.split('/').at(-1) : undefined
}
