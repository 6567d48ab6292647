import { PolicyCard } from '@/app/(console)/roles/policy-card'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Identifier } from '@/components/ui/identifier'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { isRefusedManagedPolicy } from '@/lib/policies/danger'
import { policySize } from '@/lib/policies/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT, TRUST_POLICY_LIMIT } from '@/lib/policies/limits'
import { type RoleDetail, trustsAgentCore } from '@/lib/roles/model'
import { getRole } from '@/lib/roles/queries'

/** A role as IAM has it: who may assume it, and what it may do. */
export async function RoleView({ connection, name }: { connection: Connection; name: string }) {
  const role = await getRole(connection, name)

  if (!role.ok) {
    return <FailureNotice failure={role.error} retry={<RefreshButton label="Try again" />} />
  }
  if (!role.data) {
    return (
      <EmptyState title="IAM has no such role">
        {`${name} was deleted, or it belongs to another account. A runtime whose role is gone fails at its next command.`}
      </EmptyState>
    )
  }
  return <Role role={role.data} />
}

function Role({ role }: { role: RoleDetail }) {
  const inlineSize = role.inlinePolicies.reduce((total, { document }) => total + policySize(document), 0)

  return (
    <>
      <Warnings role={role} />
      <Facts role={role} />
      <Section title="Trust policy" description="Who may assume the role. AgentCore must be among them.">
        <PolicyCard name="Trust policy" document={role.trustPolicy} limit={TRUST_POLICY_LIMIT} />
      </Section>
      <Section
        title="Inline policies"
        description={`All of a role's inline policies share ${INLINE_POLICIES_LIMIT.toLocaleString('en')} characters; white space does not count.`}
      >
        {role.inlinePolicies.length === 0 ? <p className="text-muted">None.</p> : null}
        {role.inlinePolicies.map(({ name, document }) => (
          <PolicyCard key={name} name={name} document={document} limit={INLINE_POLICIES_LIMIT} used={inlineSize} />
        ))}
      </Section>
      <Section title="Managed policies">
        {role.attachedPolicies.length === 0 ? <p className="text-muted">None.</p> : null}
        {role.attachedPolicies.map(({ arn, name, document }) => (
          <PolicyCard key={arn} name={name} arn={arn} document={document} limit={MANAGED_POLICY_LIMIT} />
        ))}
      </Section>
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
