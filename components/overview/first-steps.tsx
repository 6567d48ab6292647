import { EmptyState } from '@/components/feedback/empty-state'
import { SwitchButton } from '@/components/shell/switch-button'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import type { Connection } from '@/lib/aws/connection'
import { env } from '@/lib/env'
import { routes } from '@/lib/routes'

/** What Slipway is for, while there is nothing to show. */
export function FirstSteps({ connection }: { connection: Connection }) {
  const isPractice = connection.source.type === 'practice'
  const canPractise = !isPractice && env().SLIPWAY_PRACTICE_URL !== undefined

  return (
    <EmptyState
      title={`No servers in ${connection.region} yet`}
      actions={
        <>
          <ButtonLink variant="primary" href={routes.setup()}>
            Set up your server
          </ButtonLink>
          {canPractise ? (
            <SwitchButton source="practice" region={connection.region} className={buttonClass({})}>
              Look around in the practice account first
            </SwitchButton>
          ) : null}
        </>
      }
    >
      Slipway puts the AWS API MCP Server on Amazon Bedrock AgentCore, so that an AI assistant can work with your AWS
      account within the permissions you choose, and keeps it working.
      {isPractice ? ' This is the practice account: everything works, nothing costs anything, nothing is real.' : null}
    </EmptyState>
  )
}
