import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Connect, type ConnectSearch } from '@/components/clients/connect'
import { Section } from '@/components/layout/page'
import { TestSection } from '@/components/runtimes/test-section'
import { TokenSection } from '@/components/runtimes/token-section'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Connect' }

export default function ConnectPage({ params, searchParams }: { params: RuntimeParams; searchParams: ConnectSearch }) {
  return (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <WithRuntime params={params}>
        {(view) => (
          <>
            <Connect {...view} searchParams={searchParams} />
            {view.runtime.inboundAuth.type === 'jwt' ? <TokenSection {...view} anchor="token" /> : null}
            <Section title="Did it work?">
              <ol className="flex list-decimal flex-col gap-1 pl-5">
                <li>The client lists the tools call_aws and suggest_aws_commands.</li>
                <li>Asked which AWS identity it has, it answers with the execution role.</li>
                <li>
                  If not, run the test below, which calls the runtime without the client. If it passes, the cause is the
                  config or the credentials on your computer.
                </li>
              </ol>
            </Section>
            <TestSection {...view} />
          </>
        )}
      </WithRuntime>
    </Suspense>
  )
}
