import { Suspense } from 'react'
import { ConnectionGuard } from '@/components/form/connection-context'
import { Section } from '@/components/layout/page'
import { ConnectionForm } from '@/components/settings/connection-form'
import { ConnectionsToCome, IdentityToCome } from '@/components/settings/connections-to-come'
import { IdentityResult } from '@/components/settings/identity-result'
import { OperatorPolicy } from '@/components/settings/operator-policy'
import { Skeleton } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { agentCoreRegions } from '@/lib/aws/regions'
import { sourceOf } from '@/lib/connections/names'
import { connectionOptions } from '@/lib/connections/queries'

export default function ConnectionsPage({ searchParams }: PageProps<'/settings'>) {
  return (
    <>
      <Section
        title="Connection in use"
        description="Where the AWS credentials come from, and which region Slipway works in. Slipway keeps no credentials."
      >
        <Suspense fallback={<ConnectionsToCome />}>
          <Connections />
        </Suspense>
      </Section>
      <Section
        id="operator-policy"
        title="Policy for an administrator"
        description="What Slipway calls in AWS, and nothing more. Give it to whoever manages permissions, for the principal of this connection."
      >
        <Suspense fallback={<Skeleton className="h-112 w-full" />}>
          <OperatorPolicy searchParams={searchParams} />
        </Suspense>
      </Section>
    </>
  )
}

async function Connections() {
  const { connection } = await requireContext()
  const options = await connectionOptions()

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      <div className="flex flex-col gap-6">
        <Suspense fallback={<IdentityToCome />}>
          <IdentityResult connection={connection} />
        </Suspense>
        <ConnectionForm
          options={options}
          regions={agentCoreRegions}
          source={sourceOf(connection)}
          region={connection.region}
        />
      </div>
    </ConnectionGuard>
  )
}
