import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { Endpoints } from '@/components/runtimes/endpoints'
import { EnvironmentTable } from '@/components/runtimes/environment-table'
import { Facts } from '@/components/runtimes/facts'
import { Disclosure } from '@/components/ui/disclosure'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'
import type { Connection } from '@/lib/aws/connection'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type DetailsProps = { connection: Connection; runtime: RuntimeDetail }

/** All that AWS says of a runtime, folded. A link to a part of it opens it: browsers do that for a fragment. */
export function Details({ connection, runtime }: DetailsProps) {
  return (
    <Disclosure summary={<h2 className="font-semibold text-base">Details</h2>}>
      <div className="flex min-w-0 flex-col gap-6">
        <Facts connection={connection} runtime={runtime} />
        <Section
          id="endpoints"
          title="Endpoints"
          description={
            <>
              DEFAULT follows the newest version; other <Term of="endpoint">endpoints</Term> stay where they are put.
            </>
          }
        >
          <Suspense fallback={<SkeletonRows rows={1} label="Reading endpoints" />}>
            <Endpoints connection={connection} runtimeId={runtime.id} />
          </Suspense>
        </Section>
        <Section
          id="environment"
          title="Environment"
          description="AWS keeps these in clear and shows them to whoever may read the runtime."
        >
          <EnvironmentTable environment={runtime.environment} />
        </Section>
      </div>
    </Disclosure>
  )
}
