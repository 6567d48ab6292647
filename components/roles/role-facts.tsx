import { Notice } from '@/components/feedback/notice'
import { Identifier } from '@/components/ui/identifier'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import { isRefusedManagedPolicy } from '@/lib/policies/evaluate/danger'
import { type RoleDetail, trustsAgentCore } from '@/lib/roles/model'

/** What a role is, and what is plainly wrong with it. */
export function RoleFacts({ role }: { role: RoleDetail }) {
  return (
    <>
      <Warnings role={role} />
      <Facts role={role} />
    </>
  )
}

function Warnings({ role }: { role: RoleDetail }) {
  const refused = role.attachedPolicies.filter(({ arn }) => isRefusedManagedPolicy(arn))

  return (
    <>
      {trustsAgentCore(role.trustPolicy) ? null : (
        <Notice tone="danger" title="AgentCore may not assume this role.">
          <p>Its trust policy does not name bedrock-agentcore.amazonaws.com, so no command can run with it.</p>
        </Notice>
      )}
      {refused.map(({ arn, name }) => (
        <Notice key={arn} tone="danger" title={`${name} makes the server an administrator.`}>
          <p>
            A prompt that goes wrong could then do anything in this account. Detach it, and allow only what is needed.
          </p>
        </Notice>
      ))}
    </>
  )
}

/** In one line: whoever looks for a role by its name knows the rest. */
function Facts({ role }: { role: RoleDetail }) {
  const { arn, description, createdAt, permissionsBoundaryArn } = role

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-table">
      <Identifier value={arn} max={40} label="role ARN" />
      <span>
        Created <Time at={createdAt} />
      </span>
      <span className="inline-flex min-w-0 max-w-full flex-wrap items-center gap-1">
        <Term of="permissionsBoundary" />:{' '}
        {permissionsBoundaryArn ? <Identifier value={permissionsBoundaryArn} max={40} label="boundary ARN" /> : 'none'}
      </span>
      {description ? <span className="min-w-0 break-words">{description}</span> : null}
    </div>
  )
}
