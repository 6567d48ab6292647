import { Notice } from '@/components/feedback/notice'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Identifier } from '@/components/ui/identifier'
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

function Facts({ role }: { role: RoleDetail }) {
  return (
    <Card>
      <CardBody>
        <DefinitionList
          items={[
            { key: 'arn', term: 'ARN', value: <Identifier value={role.arn} max={90} label="role ARN" /> },
            { key: 'description', term: 'Description', value: role.description ?? '–' },
            { key: 'created', term: 'Created', value: <Time at={role.createdAt} /> },
            {
              key: 'boundary',
              term: 'Permissions boundary',
              value: role.permissionsBoundaryArn ? (
                <Identifier value={role.permissionsBoundaryArn} max={90} label="boundary ARN" />
              ) : (
                'None'
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}
