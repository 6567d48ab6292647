import type { ReactNode } from 'react'
import { Section } from '@/components/layout/page'
import { RiskOverview } from '@/components/policies/risk-overview'
import { PolicyCard } from '@/components/roles/policy-card'
import { RoleFacts } from '@/components/roles/role-facts'
import { RoleProblem } from '@/components/roles/role-problem'
import { ButtonLink } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Term } from '@/components/ui/term'
import type { Connection } from '@/lib/aws/connection'
import { policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT, TRUST_POLICY_LIMIT } from '@/lib/policies/document/limits'
import { knownPolicy } from '@/lib/policies/risk/known-policies'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import type { AttachedPolicy, InlinePolicy, RoleDetail } from '@/lib/roles/model'
import { roleOutlook } from '@/lib/roles/outlook'
import { getRole } from '@/lib/roles/queries'
import { routes } from '@/lib/routes'

type RoleViewProps = {
  connection: Connection
  name: string
  /** What else decides, right under the verdict. */
  aside?: ReactNode
}

/** A role as IAM has it: what the assistant can do with it, by which policies, and who may assume it. */
export async function RoleView({ connection, name, aside }: RoleViewProps) {
  const role = await getRole(connection, name)

  if (!role.ok || !role.data) {
    return <RoleProblem name={name} failure={role.ok ? undefined : role.error} />
  }
  return <Role role={role.data} aside={aside} />
}

async function Role({ role, aside }: { role: RoleDetail; aside: ReactNode }) {
  const { unreadable, ...outlook } = await roleOutlook(role)

  return (
    <>
      <div className="flex min-w-0 flex-col gap-3">
        {unreadable.length > 0 ? (
          <p className="text-table text-warning">
            This leaves out {unreadable.join(', ')}: their text could not be read here.
          </p>
        ) : null}
        <RiskOverview {...outlook} aside={aside} />
      </div>
      <Policies role={role} />
      <RoleFacts role={role} />
    </>
  )
}

function Policies({ role }: { role: RoleDetail }) {
  const inlineSize = role.inlinePolicies.reduce((total, { document }) => total + policySize(document), 0)
  const inline = role.inlinePolicies.toSorted((one, other) => Number(isBase(one)) - Number(isBase(other)))

  return (
    <Section
      title="Policies"
      actions={
        <>
          <ButtonLink size="sm" href={routes.roleAdding(role.name, 'attach')}>
            Attach a managed policy
          </ButtonLink>
          <ButtonLink size="sm" href={routes.roleAdding(role.name, 'write')}>
            New inline policy
          </ButtonLink>
        </>
      }
      description={
        <>
          A <Term of="managedPolicy">managed policy</Term> may serve other roles too, an{' '}
          <Term of="inlinePolicy">inline policy</Term> this one alone. The <Term of="trustPolicy">trust policy</Term>{' '}
          says who may assume the role.
        </>
      }
    >
      {role.attachedPolicies.length + inline.length === 0 ? <p className="text-muted">None.</p> : null}
      {role.attachedPolicies.map((policy) => (
        <Disclosure key={policy.arn} summary={<Summary name={policy.name} about={aboutManaged(policy)} />}>
          <PolicyCard {...policy} limit={MANAGED_POLICY_LIMIT} />
          <p className="pt-2">
            <ButtonLink size="sm" href={routes.roleDocument(role.name, `managed:${policy.arn}`)}>
              Open {policy.name} to detach it
            </ButtonLink>
          </p>
        </Disclosure>
      ))}
      {inline.map((policy) => (
        <Disclosure key={policy.name} summary={<Summary name={policy.name} about={aboutInline(policy)} />}>
          <PolicyCard {...policy} limit={INLINE_POLICIES_LIMIT} used={inlineSize} />
        </Disclosure>
      ))}
      <Disclosure
        summary={<Summary name="Trust policy" about="Who may assume the role. AgentCore must be among them." />}
      >
        <PolicyCard name="Trust policy" document={role.trustPolicy} limit={TRUST_POLICY_LIMIT} />
      </Disclosure>
    </Section>
  )
}

function Summary({ name, about }: { name: string; about: string }) {
  return (
    <>
      <span className="break-words font-medium">{name}</span> <span className="text-muted">{about}</span>
    </>
  )
}

function isBase({ name }: InlinePolicy): boolean {
  return name === BASE_POLICY_NAME
}

function aboutInline(policy: InlinePolicy): string {
  return isBase(policy)
    ? 'What every runtime needs: its image, logs, traces and metrics.'
    : 'Belongs to this role alone.'
}

function aboutManaged({ arn }: AttachedPolicy): string {
  return knownPolicy(arn)?.means ?? 'A managed policy; it may be attached elsewhere, too.'
}
