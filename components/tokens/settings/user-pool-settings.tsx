import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { ResetPassword } from '@/components/runtimes/reset-password'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { AuthorizerFields } from '@/components/tokens/settings/authorizer-fields'
import { ClientFields } from '@/components/tokens/settings/client-fields'
import { PolicyFields } from '@/components/tokens/settings/policy-fields'
import { SettingsForm } from '@/components/tokens/settings/settings-form'
import { ButtonLink } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Identifier } from '@/components/ui/identifier'
import { Term } from '@/components/ui/term'
import { applyAuthorizerAction, planAuthorizerAction } from '@/lib/deployments/actions'
import { formatDuration } from '@/lib/format/duration'
import { routes } from '@/lib/routes'
import { applyClientAction, applyPolicyAction, planClientAction, planPolicyAction } from '@/lib/tokens/actions'
import { keptSignIn } from '@/lib/tokens/queries'
import { readUserPoolSettings } from '@/lib/tokens/user-pool/change-settings'
import { onlyUserName } from '@/lib/tokens/user-pool/only-user'
import type { UserPoolSettings } from '@/lib/tokens/user-pool/settings-model'

/** The authorizer of a runtime that accepts tokens; and its user pool, when its issuer is one. */
export async function UserPoolSettingsView(view: RuntimeView) {
  const { actor, runtime } = view
  const { id, name, inboundAuth } = runtime

  if (inboundAuth.type !== 'jwt') {
    return (
      <EmptyState
        title={`${name} accepts AWS signatures`}
        actions={<ButtonLink href={routes.tokens()}>All tokens</ButtonLink>}
      >
        It takes no tokens, so there is nothing to set up here.
      </EmptyState>
    )
  }
  return (
    <>
      {inboundAuth.userPoolId === undefined ? null : <Pool {...view} />}
      <Section
        title="Authorizer"
        description={
          <>
            The <Term of="authorizer">authorizer</Term> decides whose tokens the runtime accepts, and what they must
            say. A change makes a new version of the runtime.
          </>
        }
      >
        <SettingsForm
          runtimeId={id}
          verb="Change the authorizer"
          plan={planAuthorizerAction}
          apply={applyAuthorizerAction}
          canWrite={actor.canWrite}
        >
          <AuthorizerFields authorizer={inboundAuth} />
        </SettingsForm>
      </Section>
    </>
  )
}

async function Pool({ actor, connection, runtime: { id, name } }: RuntimeView) {
  const care = await readUserPoolSettings(connection, id)

  if (!care.ok) {
    return <FailureNotice failure={care.error} />
  }
  const { isOwn, client, domain } = care.data
  return (
    <>
      <Facts name={name} care={care.data} />
      {isOwn ? null : (
        <Notice tone="info" title="Slipway did not make this user pool.">
          <p>Other programs may use its app client too. Its password policy and its users are left alone here.</p>
        </Notice>
      )}
      <Section title="App client" description="How users sign in, and how long their tokens last.">
        <SettingsForm
          runtimeId={id}
          verb="Change the app client"
          plan={planClientAction}
          apply={applyClientAction}
          canWrite={actor.canWrite}
        >
          <ClientFields client={client} domain={domain} poolId={care.data.poolId} />
        </SettingsForm>
      </Section>
      {isOwn ? <OwnPool {...{ actor, connection, id }} care={care.data} /> : null}
    </>
  )
}

type OwnPoolProps = Pick<RuntimeView, 'actor' | 'connection'> & { id: string; care: UserPoolSettings }

async function OwnPool({ actor, connection, id, care }: OwnPoolProps) {
  const kept = await keptSignIn(actor, connection, id)
  const userName = kept?.userName ?? (await onlyUserName(connection, care.poolId))

  return (
    <>
      <Section title="Password policy" description="For passwords that are set from now on; those in use stay.">
        <SettingsForm
          runtimeId={id}
          verb="Change the policy"
          plan={planPolicyAction}
          apply={applyPolicyAction}
          canWrite={actor.canWrite}
        >
          <PolicyFields policy={care.policy} />
        </SettingsForm>
      </Section>
      {actor.canWrite ? (
        <Section
          title="Lost password"
          description="Sets a generated one, which also ends a lock after wrong passwords."
        >
          <ResetPassword runtimeId={id} userName={userName} />
        </Section>
      ) : null}
    </>
  )
}

function Facts({ name, care }: { name: string; care: UserPoolSettings }) {
  const { poolId, poolName, clientId, clientName, hasSecret, flows, mfa, domain, lifetimes } = care
  return (
    <DefinitionList
      items={[
        { term: 'Runtime', value: name },
        { term: 'User pool', value: <Named name={poolName} id={poolId} label="user pool id" /> },
        { term: 'App client', value: <Named name={clientName} id={clientId} label="app client id" /> },
        { term: 'Client secret', value: hasSecret ? 'Yes; it is not shown here' : 'None' },
        { term: 'Second factor', value: MFA[mfa] ?? mfa },
        {
          term: <Term of="authFlow">Sign-in flows</Term>,
          value: (
            <span className="break-words font-mono text-table">{flows.join(', ') || 'Cognito’s own defaults'}</span>
          ),
        },
        { term: 'Lifetimes', value: lifetimesText(lifetimes) },
        { term: 'Sign-in pages', value: domain ?? 'None: clients that use OAuth need a domain on the pool' },
      ]}
    />
  )
}

function lifetimesText({ access, id, refresh }: UserPoolSettings['lifetimes']): string {
  const [a = '', i = '', r = ''] = [access, id, refresh].map((seconds) => formatDuration(seconds * 1000))
  return `Access token ${a}, ID token ${i}, refresh token ${r}`
}

function Named({ name, id, label }: { name: string; id: string; label: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {name}
      <Identifier value={id} label={label} />
    </span>
  )
}

const MFA: Record<string, string> = { OFF: 'Off', OPTIONAL: 'Users may have one', ON: 'Required' }
