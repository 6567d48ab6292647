import { Section } from '@/components/layout/page'
import { PolicyCard } from '@/components/roles/policy-card'
import { RoleFacts } from '@/components/roles/role-facts'
import { RoleProblem } from '@/components/roles/role-problem'
import type { Connection } from '@/lib/aws/connection'
import { policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT, TRUST_POLICY_LIMIT } from '@/lib/policies/document/limits'
import type { RoleDetail } from '@/lib/roles/model'
import { getRole } from '@/lib/roles/queries'

/** A role as IAM has it: who may assume it, and what it may do. */
export async function RoleView({ connection, name }: { connection: Connection; name: string }) {
  const role = await getRole(connection, name)

  if (!role.ok || !role.data) {
    return <RoleProblem name={name} failure={role.ok ? undefined : role.error} />
  }
  return <Role role={role.data} />
}

function Role({ role }: { role: RoleDetail }) {
  const inlineSize = role.inlinePolicies.reduce((total, { document }) => total + policySize(document), 0)

  return (
    <>
      <RoleFacts role={role} />
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
